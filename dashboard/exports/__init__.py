"""What leaves the dashboard: rows with everything that is needed to read them, as CSV, Excel, Parquet or JSON.

An `Export` is rows (`rows.Rows`) and what they say of themselves (`about.About`). `cases.export` makes one of the cases
behind a number, `tables.export` one of a table or chart on a page, `files.write` turns either into a file that appears
under its name only when it is whole.
"""
