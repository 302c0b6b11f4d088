"""The page before the first load, or where what was loaded cannot be shown: how to get numbers onto it."""

import streamlit as st

from dashboard import settings
from dashboard.components.page import Frame, plain
from dashboard.errors import AmendsError


def show(frame: Frame) -> None:
    """Say what to do, with the commands to copy."""
    st.header("Nothing is loaded yet", anchor=False)
    _in_the_browser(frame)
    st.write("Load a folder of CSV, Parquet or Excel files. This page then shows the numbers by itself.")
    st.code("python -m dashboard load FOLDER", language="shell")
    st.write("Or look at the invented sample company first.")
    _sample()
    st.caption("One table is enough to begin: `incidents.csv` with `incident_id` and `opened_at`.")


def again(frame: Frame, problem: AmendsError) -> None:
    """Say why what was loaded cannot be shown, and how to load it again."""
    st.header("The data have to be loaded again", anchor=False)
    st.write(plain(str(problem)))
    _in_the_browser(frame)
    st.write("Or load the folder of your files with the command. What people wrote here, such as notes, is kept.")
    st.code("python -m dashboard load FOLDER", language="shell")
    st.write("The invented sample company comes back with:")
    _sample()


def _sample() -> None:
    st.code(
        "python -m dashboard demo --out data/sample_company\npython -m dashboard load data/sample_company",
        language="shell",
    )


def _in_the_browser(frame: Frame) -> None:
    if settings.allows_upload():
        st.page_link(frame.pages["load"], label="Load files here in the browser", icon=":material/upload_file:")
