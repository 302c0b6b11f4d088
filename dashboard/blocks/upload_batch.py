"""The files that a reader hands over: the field to drop them in, and a look at them before anything is loaded."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from dashboard.errors import AmendsError
from dashboard.load.look import Look, look_at
from dashboard.load.request import LoadRequest
from dashboard.topics import upload_files
from dashboard.topics.upload_files import Folder

KEPT = "kept-upload-"
"""Beginning of the keys of fields whose answers outlive a load that was refused, and the pages of a long list."""

_BATCH, _ROUND = "the files handed over", "how often files were handed over"


@dataclass
class Batch:
    """The files of one load in their folder, which goes when this does; `error` says why they cannot be read."""

    key: tuple[str, ...]
    folder: Folder
    looks: tuple[Look, ...] = ()
    remarks: tuple[str, ...] = ()
    error: str | None = None

    def field_key(self, name: str) -> str:
        """The key of a field about these files."""
        return f"{KEPT}{abs(hash(self.key))}-{name}"


def ask(*, is_busy: bool) -> Sequence[UploadedFile]:
    """Draw the field for files; what was dropped there stays while a load is running."""
    most = st.get_option("server.maxUploadSize")
    return st.file_uploader(
        "Files to load",
        type=list(upload_files.SUFFIXES),
        accept_multiple_files=True,
        key=f"upload-{st.session_state.get(_ROUND, 0)}",
        help=f"CSV, TSV, Excel or Parquet, also packed as .gz or .zip, each up to {most:,} MB. Load files that belong "
        "together, such as the tables of one system, in one go.",
        disabled=is_busy,
    )


def forget() -> None:
    """Begin again without files. For callbacks."""
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    st.session_state.pop(_BATCH, None)


def keep_answers() -> None:
    """Keep the answers of fields that are not drawn this time."""
    for key in [str(key) for key in st.session_state if str(key).startswith(KEPT)]:
        st.session_state[key] = st.session_state[key]


def looked_at(files: Sequence[UploadedFile]) -> Batch:
    """The files with what they are, looked at once."""
    key = tuple(file.file_id for file in files)
    found: Batch | None = st.session_state.get(_BATCH)
    if found is None or found.key != key:
        with st.spinner("Looking at the files"):
            found = _look(key, files)
        st.session_state[_BATCH] = found
    return found


def hand_over(batch: Batch) -> Folder:
    """The folder of the files for a load, which removes it at its end; the page looks at the files anew after that."""
    st.session_state.pop(_BATCH, None)
    return batch.folder


def _look(key: tuple[str, ...], files: Sequence[UploadedFile]) -> Batch:
    batch = Batch(key, Folder())
    folder = batch.folder.path
    try:
        received = upload_files.receive([(file.name, file) for file in files], folder)
        batch.remarks = received.remarks
        batch.looks = tuple(look_at(LoadRequest(received.paths)))
    except AmendsError as error:
        batch.error = str(error).replace(f"{folder}/", "")
    return batch
