"""What company messages say: apology with grade, promise with due date, offer, explanation, excuse, greeting, thanks.

Patterns are data (`data/patterns/<language>.yml`); nothing leaves the machine and no model is called.
"""
