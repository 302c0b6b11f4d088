"""What a page of a stock Streamlit app does on a changed filter: 5 metrics, 6 default charts, a table of 200 rows.

Run by the page benchmark. Every element shows the team that was chosen, so that the benchmark sees when it is new.
"""

import numpy as np
import pandas as pd
import plotly.express as px
import streamlit as st

WEEKS, ROWS = 26, 200
METRICS, CHARTS = 5, 6

team = st.selectbox("Team", ["All teams", "North", "Online", "Key accounts", "South", "t5", "No team"])
chance = np.random.default_rng(abs(hash(team)) % 2**32)
for number, column in enumerate(st.columns(METRICS)):
    weeks = chance.normal(50, 5, WEEKS)
    column.metric(f"Measure {number} of {team}", f"{weeks[-1]:.1f}", f"{weeks[-1] - weeks[-2]:.1f}", chart_data=weeks)
for number, column in enumerate(st.columns(3) * (CHARTS // 3)):
    weekly = pd.DataFrame({"week": range(WEEKS), "value": chance.normal(50, 5, WEEKS)})
    column.plotly_chart(px.line(weekly, x="week", y="value", title=f"Chart {number} of {team}"), key=f"chart {number}")
st.dataframe(pd.DataFrame({"team": [team] * ROWS, "value": chance.normal(50, 5, ROWS)}))
st.caption(f"End of {team}")
