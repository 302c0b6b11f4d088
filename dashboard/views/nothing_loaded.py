"""The page before the first load: how to get numbers onto it."""

import streamlit as st

from dashboard import settings
from dashboard.components.page import Frame


def show(frame: Frame) -> None:
    """Say what to do, with the commands to copy."""
    st.header("Nothing is loaded yet", anchor=False)
    if settings.allows_upload():
        st.page_link(frame.pages["load"], label="Load files here in the browser", icon=":material/upload_file:")
    st.write("Load a folder of CSV, Parquet or Excel files. This page then shows the numbers by itself.")
    st.code("python -m dashboard load FOLDER", language="shell")
    st.write("Or look at the invented sample company first.")
    st.code(
        "python -m dashboard demo --out data/sample_company\npython -m dashboard load data/sample_company",
        language="shell",
    )
    st.caption("One table is enough to begin: `incidents.csv` with `incident_id` and `opened_at`.")
