# ruff: noqa: E501 - exported rows stay as they are exported
"""Exports of other systems with the headers that they really have, and invented rows whose right answer is known.

One load reads them all, without naming a mapping: each file is found by its headers, each system looks up only its own.
"""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal

import pytest

from tests.load.loading import Loaded, loaded_files

ZENDESK_TICKETS = """id,_fivetran_synced,assignee_id,brand_id,created_at,description,due_at,group_id,organization_id,priority,requester_id,status,subject,submitter_id,type,updated_at,url,via_channel
Z1,2026-03-20 02:00:00,501,1,2026-03-02 08:10:00,Lost parcel,,900,700,urgent,601,solved,Parcel,601,problem,2026-03-04 10:00:00,https://x,email
Z2,2026-03-20 02:00:00,,1,2026-03-05 08:10:00,How?,,900,700,,602,open,Question,602,question,2026-03-05 08:10:00,https://x,web
Z3,2026-03-20 02:00:00,,1,2026-03-05 08:10:00,Spam,,900,700,,603,deleted,Spam,603,,2026-03-05 08:10:00,https://x,web
"""
ZENDESK_COMMENTS = """id,_fivetran_synced,body,created,facebook_comment,public,ticket_id,tweet,user_id,voice_comment
1,2026-03-20,Lost parcel,2026-03-02 08:10:00,FALSE,TRUE,Z1,FALSE,601,FALSE
2,2026-03-20,We are sorry.,2026-03-02 09:00:00,FALSE,TRUE,Z1,FALSE,501,FALSE
3,2026-03-20,Call him,2026-03-02 09:05:00,FALSE,FALSE,Z1,FALSE,501,FALSE
4,2026-03-20,Me too,2026-03-05 09:05:00,FALSE,TRUE,Z2,FALSE,602,FALSE
"""
ZENDESK_USERS = """id,_fivetran_synced,active,alias,created_at,email,locale,name,organization_id,role,time_zone,updated_at,url,verified
501,2026-03-20,TRUE,,2020-02-26,n@example.com,en-US,Nino Agent,700,agent,UTC,2020-02-26,https://x,TRUE
601,2026-03-20,TRUE,,2020-02-26,a@example.com,hu-HU,Ana Customer,700,end-user,UTC,2020-02-26,https://x,TRUE
"""
ZENDESK_HISTORY = """field_name,ticket_id,updated,_fivetran_synced,user_id,value
status,Z1,2026-03-02 08:10:00,2026-03-20,,new
status,Z1,2026-03-04 10:00:00,2026-03-20,501,solved
status,Z1,2026-03-03 10:00:00,2026-03-20,601,open
status,Z1,2026-03-03 09:00:00,2026-03-20,501,solved
group_id,Z1,2026-03-02 08:10:00,2026-03-20,,900
group_id,Z1,2026-03-02 10:00:00,2026-03-20,501,901
"""
ZENDESK_VIEW = """Summation column,Id,Requester,Requester id,Requester external id,Requester email,Requester domain,Submitter,Assignee,Group,Subject,Tags,Status,Priority,Via,Ticket type,Created at,Updated at,Assigned at,Organization,Due date,Initially assigned at,Solved at,Resolution time,Satisfaction Score,Group stations,Assignee stations,Reopens,Replies,First reply time in minutes,First reply time in minutes within business hours,First resolution time in minutes,First resolution time in minutes within business hours,Full resolution time in minutes,Full resolution time in minutes within business hours,Agent wait time in minutes,Agent wait time in minutes within business hours,Requester wait time in minutes,Requester wait time in minutes within business hours,On hold time in minutes,On hold time in minutes within business hours
1,V1,Ana,991,,ana@example.com,example.com,Ana,Nino,Billing,Late,late,Solved,Urgent,Mail,Problem,2026-03-02 09:10,2026-03-04 10:00,2026-03-02 10:00,,,2026-03-02 10:00,2026-03-03 10:00,24,Good,1,1,1,2,95,60,1490,900,1490,900,10,5,20,9,0,0
1,V2,Jan,992,,jan@example.com,example.com,Jan,-,Billing,Broken,,Open,-,Web Form,-,2026-03-05 09:10,2026-03-05 09:10,,,,,,,Offered,1,0,0,0,,,,,,,,,,,,
"""
FRESHDESK = """Ticket ID,Subject,Status,Priority,Source,Type,Agent,Group,Created time,Due by Time,Resolved time,Closed time,Last update time,Initial response time,Time tracked,First response time (in hrs),Resolution time (in hrs),Agent interactions,Customer interactions,Resolution status,First response status,Tags,Survey results,Association type,Product,Full name,Title,Email,Work phone,Mobile phone,Twitter ID,Time zone,Language,Unique external ID,Contact ID,Company Name
F1,Late parcel,Closed,Urgent,Email,Problem,Nino B,Billing,2026-03-02 09:10:00,2026-03-04 09:10:00,2026-03-03 10:00:00,2026-03-05 10:00:00,2026-03-05 10:00:00,2026-03-02 11:10:00,00:00:00,02:00:00,24:50:00,2,1,Within SLA,Within SLA,late,Extremely Happy,,Boots,Ana Kovacs,,ana@example.com,,,,Budapest,en,,9001,Kovacs Ltd
F2,How do I pay,Open,Low,Portal,Question,No Agent,Billing,2026-03-09 08:00:00,2026-03-12 08:00:00,,,2026-03-09 08:00:00,,00:00:00,,,0,1,,,,,,,Jan Nowak,,jan@example.com,,,,Warsaw,pl,,9002,
"""
INTERCOM = """id,updated_at,_fivetran_synced,assignee_id,assignee_type,conversation_rating_created_at,conversation_rating_remark,conversation_rating_value,created_at,priority,read,source_author_id,source_author_type,source_type,state,waiting_since,source_body,source_subject,_fivetran_active
I1,2026-03-04 10:00:00,2026-03-20,77,admin,2026-03-04 10:00:00,Fine,4,2026-03-02 08:10:00,not_priority,TRUE,u1,user,conversation,closed,,It is slow.,,true
I1,2026-03-02 08:10:00,2026-03-20,,,,,,2026-03-02 08:10:00,not_priority,TRUE,u1,user,conversation,open,,It is slow.,,false
"""
INTERCOM_PARTS = """id,updated_at,_fivetran_synced,assigned_to_id,assigned_to_type,author_id,author_type,conversation_id,conversation_updated_at,created_at,notified_at,part_type,body,_fivetran_active
p1,2026-03-02,2026-03-20,,,b1,bot,I1,2026-03-04,2026-03-02 08:11:00,,comment,Please wait.,true
p2,2026-03-02,2026-03-20,,,77,admin,I1,2026-03-04,2026-03-02 09:00:00,,comment,I am sorry.,true
p3,2026-03-02,2026-03-20,,,77,admin,I1,2026-03-04,2026-03-02 09:05:00,,note,Ask the team.,true
p4,2026-03-02,2026-03-20,,,77,admin,I1,2026-03-04,2026-03-03 09:05:00,,close,,true
p5,2026-03-02,2026-03-20,,,u1,user,I1,2026-03-04,2026-03-03 10:05:00,,open,Still slow.,true
"""
JIRA = """Issue Type,Issue key,Issue id,Summary,Status,Project key,Project name,Priority,Resolution,Assignee,Assignee Id,Reporter,Reporter Id,Created,Updated,Resolved,Due date,Labels,Labels,Description,Custom field (Organizations),Custom field (Request Type),Custom field (Time to first response),Custom field (Time to resolution),Satisfaction rating,Custom field (Satisfaction date),Comment,Comment,Comment
[System] Incident,J-1,10001,Checkout fails,Resolved,J,Support,High,Done,Nino,acc-9,Ana,acc-1,02/Mar/26 9:10 AM,04/Mar/26 1:00 PM,03/Mar/26 12:47 PM,,a,b,It fails.,Kovacs Ltd,Report a system problem,1:30,-2:15,4,04/Mar/26 1:00 PM,02/Mar/26 11:00 AM;acc-9;We are sorry; it will be fixed by Friday.,"03/Mar/26 8:00 AM;acc-1;Still
broken.",
"""
JIRA_SPANISH = """Tipo de Incidencia,Clave de incidencia,Resumen,Estado,Persona asignada,Informador,Creada,Actualizada,Resuelta,Prioridad,Campo personalizado (Organizations),Campo personalizado (Time to resolution),Calificación de satisfacción,Comentario,Comentario
Incidencia,H-7,No puedo entrar,Cerrada,Nino,Eva,19/ene/26 12:47 PM,21/ene/26 9:00 AM,20/ene/26 1:00 PM,Alta,Tienda Uno,3:00,5,19/ene/26 1:10 PM;Nino;Lo sentimos mucho.,
"""
HUBSPOT = """"Ticket ID","Ticket name","Pipeline","Ticket status","Create date","Priority","Ticket owner","Source","Category","Close date","Last modified date","Associated Contact IDs","Associated Contact","Associated Company","Ticket description"
"H1","Wrong invoice","Support Pipeline","Closed","2026-03-02 09:10","High","Nino","Email","Billing issue","2026-03-03 10:00","2026-03-03 10:05","771;772","Ana Kovacs;Jan Nowak","Kovacs Ltd","The sum is wrong."
"""
SALESFORCE = """"Id","CaseNumber","ContactId","AccountId","Type","Status","Reason","Origin","Subject","Priority","Description","IsClosed","ClosedDate","IsEscalated","OwnerId","CreatedDate","CreatedById","LastModifiedDate","IsDeleted"
"500A1","00001026","003A1","001A1","Problem","Closed","Installation","Phone","Boiler","High","It leaks.","true","2026-03-03T10:00:00.000+0000","false","005A1","2026-03-02T09:10:00.000+0000","005A1","2026-03-03T10:00:00.000+0000","false"
"500A2","00001027","003A2","","Problem","New","","Phone","Boiler","Low","It leaks.","false","","false","005A1","2026-03-02T09:10:00.000Z","005A1","2026-03-03T10:00:00.000Z","true"
"""
SALESFORCE_COMMENTS = """"Id","ParentId","IsPublished","CommentBody","CreatedById","CreatedDate","IsDeleted"
"00aA1","500A1","true","We are sorry for the leak.","005A1","2026-03-02T12:00:00.000+0000","false"
"""
SALESFORCE_REPORT = """Case Number;Account Name;Contact Name;Subject;Status;Priority;Case Origin;Case Reason;Type;Case Owner;Date/Time Opened;Date/Time Closed
00001030;Kovacs Ltd;Ana;Boiler;Closed;High;Phone;Installation;Problem;Nino;2026-03-02 09:10;2026-03-13 10:00
"""
CONVERSATIONS = """conversation_id,timestamp,author_role,text
C1,2026-03-02T09:05:00Z,agent,We are very sorry that
C1,2026-03-02T09:05:00Z,agent,your parcel was lost.
C1,2026-03-02T09:00:00Z,customer,My parcel never came.
C1,2026-03-02T09:01:00Z,bot,Please wait.
"""
RETAIL = """InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country
536365,85123A,HOLDER,6,12/1/2010 8:26,2.55,R17850,United Kingdom
536365,71053,LANTERN,2,12/1/2010 8:26,3.39,R17850,United Kingdom
C536379,D,Discount,-1,12/1/2010 9:41,27.50,R17850,United Kingdom
536370,22728,CLOCK,24,12/13/2010 8:45,3.75,12583.0,France
536414,22139,,56,12/1/2010 11:52,0,,United Kingdom
536371,22728,CLOCK,x,12/13/2010 8:45,3.75,12583,France
"""
TELCO_SERVICES = """Service ID,Customer ID,Count,Quarter,Referred a Friend,Tenure in Months,Offer,Contract,Monthly Charge,Total Charges
S1,T-1,1,Q3,No,2,None,Month-to-Month,50.5,101
"""
TELCO_STATUS = """Status ID,Customer ID,Count,Quarter,Satisfaction Score,Customer Status,Churn Label,Churn Value,Churn Score,CLTV,Churn Category,Churn Reason
ST1,T-1,1,Q3,2,Churned,Yes,1,90,4000,Attitude,Attitude of support person
ST2,T-2,1,Q3,3,Churned,Yes,1,90,4000,Other,Deceased
ST3,T-3,1,Q3,5,Stayed,No,0,10,4000,,
"""
FILES: dict[str, str | bytes] = {
    "ticket_data.csv": ZENDESK_TICKETS,
    "ticket_comment_data.csv": ZENDESK_COMMENTS,
    "user_data.csv": ZENDESK_USERS,
    "ticket_field_history_data.csv": ZENDESK_HISTORY,
    "view.csv": "\ufeff" + ZENDESK_VIEW,
    "freshdesk.csv": FRESHDESK.replace(",", ";"),
    "conversation_history_data.csv": INTERCOM,
    "conversation_part_history_data.csv": INTERCOM_PARTS,
    "jira.csv": JIRA,
    "jira_es.csv": JIRA_SPANISH.encode("cp1252"),
    "hubspot.csv": HUBSPOT,
    "case.csv": SALESFORCE,
    "casecomment.csv": SALESFORCE_COMMENTS,
    "report.csv": SALESFORCE_REPORT,
    "talks.csv": CONVERSATIONS,
    "retail.csv": RETAIL,
    "services.csv": TELCO_SERVICES,
    "status.csv": TELCO_STATUS,
}


@pytest.fixture(scope="module")
def systems(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Loaded]:
    folder = tmp_path_factory.mktemp("systems")
    with loaded_files(folder, FILES, as_of=datetime(2026, 3, 31), timezone="Europe/Budapest") as made:
        yield made


def incident(made: Loaded, number: str, columns: str) -> tuple[object, ...]:
    [row] = made.rows(f"select {columns} from canonical.incidents where incident_id = ?", number)  # noqa: S608
    return row


def events(made: Loaded, number: str, columns: str) -> list[tuple[object, ...]]:
    order = "order by event_at, event_id"
    # What is found in the texts is another matter.
    where = "where incident_id = ? and label_source is distinct from 'detected'"
    return made.rows(f"select {columns} from canonical.incident_events {where} {order}", number)  # noqa: S608


WHO = "event_type, actor_type, direction, body"


def test_every_file_is_found_by_its_headers_and_said_to_be(systems: Loaded) -> None:
    said = " ".join(systems.built.warnings)
    for name in ("zendesk", "freshdesk", "intercom", "jira", "hubspot", "salesforce", "conversations", "online_retail"):
        assert f"with the mapping “{name}”" in said
    assert "user_data.csv was read with the mapping “zendesk”: it belongs to the other files of Zendesk" in said


def test_nothing_is_lost(systems: Loaded) -> None:
    for name, table in systems.built.tables.items():
        assert table.read == table.loaded + table.rejected + table.duplicates, name
    assert {line["table"] for line in systems.rejects} == {"account_month"}


def test_zendesk_comments_know_who_wrote_them_from_the_users(systems: Loaded) -> None:
    assert incident(systems, "Z1", "opened_at, kind, severity, channel, customer_id, language") == (
        datetime(2026, 3, 2, 8, 10),
        *("complaint", 4, "email", "601", "hu"),
    )
    said = [row for row in events(systems, "Z1", WHO) if row[0] == "message"]
    assert [row[1:] for row in said] == [
        ("customer", "inbound", "Lost parcel"),
        ("agent", "outbound", "We are sorry."),
        ("agent", "internal", "Call him"),
    ]
    # The users do not hold 602, but she is the requester of the ticket.
    assert events(systems, "Z2", WHO) == [("message", "customer", "inbound", "Me too")]
    assert systems.rows("select * from canonical.incidents where incident_id = 'Z3'") == []


def test_zendesk_history_tells_solved_reopened_and_handed_over(systems: Loaded) -> None:
    story = [row for row in events(systems, "Z1", "event_type, event_at, team_id, actor_type") if row[0] != "message"]
    assert story == [
        ("assign", datetime(2026, 3, 2, 8, 10), "900", None),
        ("transfer", datetime(2026, 3, 2, 10, 0), "901", "agent"),
        ("resolved", datetime(2026, 3, 3, 9, 0), None, "agent"),
        ("reopened", datetime(2026, 3, 3, 10, 0), None, "customer"),
        ("resolved", datetime(2026, 3, 4, 10, 0), None, "agent"),
    ]


def test_zendesk_view_counts_the_first_reply_from_the_opening(systems: Loaded) -> None:
    assert incident(systems, "V1", "resolved_at, reopened_count, team_id") == (datetime(2026, 3, 3, 9), 1, "Billing")
    assert events(systems, "V1", "event_type, event_at, score") == [
        ("message", datetime(2026, 3, 2, 9, 45), None),
        ("survey_sent", datetime(2026, 3, 3, 9), None),
        ("survey_answer", datetime(2026, 3, 4, 9), 5.0),
    ]
    assert incident(systems, "V2", "kind, severity, agent_id") == ("complaint", None, None)
    assert events(systems, "V2", "event_type") == [("survey_sent",)]


def test_freshdesk(systems: Loaded) -> None:
    assert incident(systems, "F1", "opened_at, resolved_at, closed_at, deadline_at, kind, severity, customer_id") == (
        *(datetime(2026, 3, 2, 8, 10), datetime(2026, 3, 3, 9), datetime(2026, 3, 5, 9), datetime(2026, 3, 4, 8, 10)),
        *("complaint", 4, "9001"),
    )
    assert events(systems, "F1", "event_type, score") == [("message", None), ("survey_answer", 5.0)]
    assert incident(systems, "F2", "kind, channel, agent_id, language") == ("question", "web", None, "pl")


def test_intercom_closing_is_our_claim_and_a_bot_answers_nothing(systems: Loaded) -> None:
    assert incident(systems, "I1", "opened_at, status, customer_id") == (datetime(2026, 3, 2, 8, 10), "closed", "u1")
    assert events(systems, "I1", WHO) == [
        ("message", "customer", "inbound", "It is slow."),
        ("message", "system", "outbound", "Please wait."),
        ("message", "agent", "outbound", "I am sorry."),
        ("message", "agent", "internal", "Ask the team."),
        ("resolved", "agent", None, None),
        ("message", "customer", "inbound", "Still slow."),
        ("reopened", "customer", None, None),
        ("survey_answer", "customer", None, None),
    ]


def test_jira_comments_stand_in_columns_of_one_name(systems: Loaded) -> None:
    assert events(systems, "J-1", WHO) == [
        ("message", "customer", "inbound", "It fails."),
        ("message", "agent", "outbound", "We are sorry; it will be fixed by Friday."),
        ("message", "customer", "inbound", "Still\nbroken."),
        ("survey_answer", "customer", None, None),
    ]
    # Two hours and a quarter over the time: the deadline was that much before the solution at 12:47.
    assert incident(systems, "J-1", "resolved_at, deadline_at, kind, severity, customer_id") == (
        *(datetime(2026, 3, 3, 11, 47), datetime(2026, 3, 3, 9, 32)),
        *("complaint", 3, "acc-1"),
    )


def test_jira_in_spanish_and_windows_1252(systems: Loaded) -> None:
    assert incident(systems, "H-7", "opened_at, deadline_at, kind, severity") == (
        *(datetime(2026, 1, 19, 11, 47), datetime(2026, 1, 20, 15, 0)),
        *("complaint", 3),
    )
    assert events(systems, "H-7", "body, score") == [("Lo sentimos mucho.", None), (None, 5.0)]


def test_hubspot_and_salesforce(systems: Loaded) -> None:
    assert incident(systems, "H1", "kind, channel, customer_id, resolved_at") == (
        *("complaint", "email", "771"),
        datetime(2026, 3, 3, 9),
    )
    assert systems.rows("select name from canonical.customers where customer_id = '771'") == [("Ana Kovacs",)]
    assert incident(systems, "500A1", "opened_at, customer_id, severity") == (datetime(2026, 3, 2, 9, 10), "001A1", 3)
    assert events(systems, "500A1", "actor_type, body") == [
        ("customer", "It leaks."),
        ("agent", "We are sorry for the leak."),
    ]
    assert systems.rows("select * from canonical.incidents where incident_id = '500A2'") == []
    assert incident(systems, "00001030", "resolved_at") == (datetime(2026, 3, 13, 9),)


def test_a_message_split_over_two_rows_is_one(systems: Loaded) -> None:
    assert incident(systems, "C1", "opened_at") == (datetime(2026, 3, 2, 9),)
    assert events(systems, "C1", "actor_type, body") == [
        ("customer", "My parcel never came."),
        ("system", "Please wait."),
        ("agent", "We are very sorry that your parcel was lost."),
    ]


def test_invoice_lines_become_revenue_by_month_and_credit_notes_lower_it(systems: Loaded) -> None:
    select = "select customer_id, month, revenue, transactions, currency from canonical.account_month "
    found = systems.rows(select + "where currency = 'GBP' order by customer_id")
    december = date(2010, 12, 1)
    assert found == [
        ("12583", december, Decimal("90.00"), 1, "GBP"),
        ("R17850", december, Decimal("-5.42"), 1, "GBP"),
    ]
    assert {(line["column"], line["value"]) for line in systems.rejects} == {("customer_id", ""), ("revenue", "x")}


def test_the_telco_file_in_five_tables(systems: Loaded) -> None:
    reasons = "select loss_id, reason_code from canonical.loss_reasons order by loss_id"
    assert systems.rows(reasons) == [("T-1-loss", "not_cared_for"), ("T-2-loss", "death")]
    assert systems.rows("select count(*) from canonical.losses") == [(2,)]
    assert systems.rows("select month, revenue from canonical.account_month where customer_id = 'T-1' order by 1") == [
        (date(2026, 1, 1), Decimal("50.50")),
        (date(2026, 2, 1), Decimal("50.50")),
    ]
