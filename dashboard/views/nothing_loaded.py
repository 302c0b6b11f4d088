"""The page before the first load: how to get numbers onto it."""

import streamlit as st


def show() -> None:
    """Say what to do, with the commands to copy."""
    st.header("Nothing is loaded yet", anchor=False)
    st.write("Load a folder of CSV, Parquet or Excel files. This page then shows the numbers by itself.")
    st.code("python -m dashboard load FOLDER", language="shell")
    st.write("Or look at the invented sample company first.")
    st.code(
        "python -m dashboard demo --out data/sample_company\npython -m dashboard load data/sample_company",
        language="shell",
    )
    st.caption("One table is enough to begin: `incidents.csv` with `incident_id` and `opened_at`.")
