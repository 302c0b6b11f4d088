"""Two small companies for the tests of the pages: one with everything, one with a list of tickets only."""

from pathlib import Path

import pytest

from tests import company

_NO_TICKETS = ("customers", "incident_events", "losses", "loss_reasons", "account_month", "account_cost", "targets")


@pytest.fixture(scope="session")
def complete(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse whose company has the inputs of all KPIs."""
    folder = tmp_path_factory.mktemp("complete")
    company.publish(folder, 900, weeks=40, is_complete=True, version="20261120T180000000Z-00000021")
    return folder


@pytest.fixture(scope="session")
def tickets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse of a company that kept when a ticket was opened, its team and product, and nothing else."""
    folder = tmp_path_factory.mktemp("only_tickets")
    company.publish(
        folder, 300, weeks=20, is_sample=False, leave_out=_NO_TICKETS, version="20261120T180000000Z-00000022"
    )
    return folder
