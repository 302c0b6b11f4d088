"""What English company messages say beside an apology: a cause, an offer, a promise, an excuse; and traps."""

from datetime import date, datetime

import pytest

from dashboard.detect.facts import facts
from dashboard.detect.messages import label


@pytest.mark.parametrize(
    ("text", "is_explanation"),
    [
        ("Your card was declined because the expiry date was wrong.", True),
        ("As our warehouse was closed on Monday, your order went out today.", True),
        ("Sorry about the flood of mails! Someone had left the test list switched on.", True),
        ("Apologies for the cold soup. The oven had tripped overnight.", True),
        ("It looks like the payment failed, so the plan was cancelled.", True),
        ("We are sorry that the lift is out. A storm took down the line.", True),
        ("Sorry for the empty box. The packing robot skipped a step.", True),
        ("Behind the delay was a missing signature.", True),
        ("The heating is off: a seal has gone.", True),
        ("Sorry about the smell. We have found where it comes from.", False),
        ("Sorry for the delay. Your case is with our specialists.", False),
        ("Sorry for the missing page. Here it is.", False),
        ("Your parcel is due to arrive on Friday.", False),
        ("We are still finding out what caused the outage.", False),
        ("As we discussed, the contract starts in June.", False),
        ("We apologise for any inconvenience caused.", False),
        ("What is the reason for your call?", False),
        ("Because you matter to us, please take our survey.", False),
    ],
)
def test_a_cause(text: str, is_explanation: bool) -> None:
    assert label(text, hint="en").has_explanation is is_explanation


@pytest.mark.parametrize(
    ("text", "is_offer"),
    [
        ("I have knocked £12.50 off your bill.", True),
        ("Your refund of £20 has been processed.", True),
        ("The next coffee is on us.", True),
        ("We have waived the fee.", True),
        ("Would you like a voucher or a new kettle?", True),
        ("I've had the late fee taken off.", True),
        ("You can hang on to the first pair, no need to send it back.", True),
        ("We have halved this month's rent.", True),
        ("We do not price match.", False),
        ("The waiver must be signed by both parents.", False),
        ("We cannot offer a refund.", False),
        ("See our refund policy online.", False),
        ("Refunds take up to ten days.", False),
        ("Get 20% off your first order with our newsletter!", False),
        ("Your credit card ending 1234 was declined.", False),
        ("We received your request for a refund.", False),
    ],
)
def test_an_offer(text: str, is_offer: bool) -> None:
    assert label(text, hint="en").has_compensation is is_offer


@pytest.mark.parametrize(
    ("text", "is_offer"),
    [
        ("We are voiding both invoices.", True),
        ("You shall have back every penny you paid.", True),
        ("Refunding your shipping in full.", True),
        ("Your parking's on me.", True),
        ("You're getting your 40 quid back.", True),
        ("Here's a lounge pass for your next trip.", True),
        ("A cheque for £60 is enclosed.", True),
        ("Refund, where payable, is credited to the same card by the bank.", False),
        ("Winter offer: stay three nights and the fourth is free!", False),
        ("Spare tubes are $9.95 each and parking is free.", False),
        ("You may ask for a credit to be refunded at any time.", False),
        ("It is hardly something you can pin on us.", False),
        ("No compensation is payable for a strike.", False),
    ],
)
def test_an_offer_by_its_words(text: str, is_offer: bool) -> None:
    assert ("compensation" in facts("en", text).kind.says) is is_offer


@pytest.mark.parametrize(
    ("text", "promise"),
    [
        ("Ringing you at 4 today.", "dated"),
        ("The new cable goes live on Tuesday.", "dated"),
        ("You're pencilled in for Saturday at 11.", "dated"),
        ("Will resend the form shortly.", "undated"),
        ("Send us a photo and we'll look it up.", "undated"),
        ("I can't promise it'll be fixed by Monday.", "none"),
        ("We will do our best.", "none"),
        ("You will need to restart the router.", "none"),
        ("Did anyone call you by Friday?", "none"),
        ("Please return the form by 12 May.", "none"),
        ("You should have called us.", "none"),
        ("Next update: 18:30.", "dated"),
        ("Tow truck at your place by 2.", "dated"),
        ("Look for it between Dec 1 and Dec 3.", "dated"),
        ("From Monday every order is checked twice.", "dated"),
        ("The team is being retrained in January.", "dated"),
        ("Sorry we missed you, il ring u tmw", "dated"),
        ("Refund's on its way, 3-5 working days.", "dated"),
        ("We have put you down for 8.20 on Friday.", "dated"),
        ("Our branch will be open from 9 to 5 on weekdays.", "none"),
        ("The lift will be out of use on Sunday.", "none"),
        ("Thanks for calling on Monday.", "none"),
        ("Your payment of £40 is due by 5 May.", "none"),
        ("Your order was delivered on Tuesday at 10:14.", "none"),
    ],
)
def test_a_promise(text: str, promise: str) -> None:
    assert label(text, hint="en").promise == promise


@pytest.mark.parametrize(
    ("text", "is_excuse"),
    [
        ("That is down to the network, not us.", True),
        ("I don't make the rules.", True),
        ("The system won't let me.", True),
        ("We are just a marketplace.", True),
        ("As stated in the terms you accepted, no returns.", True),
        ("You were told at the desk that the pool closes at six.", True),
        ("Everything tested OK at our end.", True),
        ("Delivery times are estimates only and not guaranteed.", True),
        ("By law we have to charge it.", True),
        ("It was your decision to pay by cheque.", True),
        ("We won't blame the weather.", False),
        ("I can make an exception for you.", False),
        ("There is a record of your call, and I have listened to it.", False),
        ("This is not your fault at all.", False),
        ("Our policy is to reply within a day.", False),
        ("You were told that we would call, and nobody did.", False),
    ],
)
def test_an_excuse(text: str, is_excuse: bool) -> None:
    assert label(text, hint="en").has_excuse is is_excuse


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("Apologies - we sent you somebody else's invoice.", "specific"),
        ("Forgive me Clara, I attached the old contract!", "specific"),
        ("The room should have been ready. Please accept our apologies.", "specific"),
        ("Sorry for the poor experience.", "formulaic"),
        ("Sorry for any delays.", "formulaic"),
        ("Should you have been inconvenienced, we apologise.", "non_apology"),
        ("Sorry that you didn't read the chart.", "non_apology"),
        ("Gutted to hear that.", "sympathy"),
        ("Sorry, which account did you mean?", "none"),
        ("Sorry, your session has timed out.", "none"),
        ("The courier will be in touch to apologise.", "none"),
        ("She says she's sorry.", "none"),
        ("Thank you for accepting our apology.", "none"),
        ("It was a sorry sight.", "none"),
        ("If I was short with you, then I am sorry.", "non_apology"),
        ("To the extent our advert misled you, we apologise.", "non_apology"),
        ("Mistakes were made, and for that we apologise.", "non_apology"),
        ("We are sorry that you were under the impression it was free.", "non_apology"),
        ("Sorry for the wait, but that's down to the council.", "non_apology"),
        ("I cannot apologise enough for the lost file.", "specific"),
        ("I am sorry we lost something that can't be replaced.", "specific"),
        ("Sorry Jo, totally forgot to press send.", "specific"),
        ("sorry didnt ring sat", "specific"),
        ("Sorry for all the messing about.", "formulaic"),
        ("We apologise that your stay was not what you had hoped for.", "formulaic"),
        ("Sorry, the bar is shut tonight.", "none"),
        ("Sorry to be a nuisance, could you resend the form?", "none"),
        ("Your landlord should apologise.", "none"),
        ("Apologies were received from two governors.", "none"),
        ("There is no need whatever to apologise.", "none"),
        ("I'd be frustrated too.", "sympathy"),
    ],
)
def test_an_apology(text: str, grade: str) -> None:
    assert label(text, hint="en").grade == grade


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("We will call you by 3.", date(2026, 3, 4)),
        ("I will ring you first thing Monday.", date(2026, 3, 9)),
        ("I will ring you in the morning.", date(2026, 3, 5)),
        ("We will pay it within a fortnight.", date(2026, 3, 18)),
        ("The crew will be with you over the weekend.", date(2026, 3, 8)),
        ("It will be ready by April 15.", date(2026, 4, 15)),
        ("Refund's on its way, 3-5 days.", date(2026, 3, 9)),
        ("We will publish it in May.", None),
    ],
)
def test_the_day_of_a_promise(text: str, day: date | None) -> None:
    due = label(text, hint="en", sent_at=datetime(2026, 3, 4, 10)).due
    assert due is not None
    assert due.on == day
