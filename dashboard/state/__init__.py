"""What people write: notes, targets, saved views, labels, decisions, lines of the queue, and the log of all that.

It is kept in a database of its own beside the warehouse (`place.state_url`), so a new publish loses nothing.

    state = open_state(state_url())                    # database, place
    with state.read() as session:                      # a view of one moment; empty before the first entry
        notes = annotations.annotations(session, loaded)
    with state.write("Ana") as session:                # all or nothing, in the name of somebody
        note = session.save(Annotation(scope="week", ref="2026-W08", text="New script"))
        note = session.save(replace(note, text="New phone script"))   # Conflict when it changed meanwhile
        session.remove(note)

Every kind of entry is a frozen dataclass in a module of its own: `annotations.Annotation`, `targets.Target`,
`saved_views.SavedView`, `label_flips.LabelFlip`, `decisions.Decision`, `queue_lines.QueueLine`. They carry id,
version, author and times; `session.save` checks them (AmendsError `field: rule`), compares the version, and writes the
change log (`changes.Change`). `downloads` and `published` are logs. A `from_loaded` reads a row of the canonical model
as a starting value of version 0: saving it changed makes it an entry, which wins. `exchange` exports and imports
everything as JSON.
"""
