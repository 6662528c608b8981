# Calls through the exchange
interactions-exchange = Telephony
interactions-exchange-lead = Kartoteka itself tells your telephone exchange whom to join: first the colleague's phone rings, then the customer's. The colleague does not see the number, and the call is written into the customer's history.
interactions-exchange-address = Address of the exchange
interactions-exchange-address-help = It gets a POST with JSON of “from” (the colleague's line) and “to” (the customer's number). Both may stand in the address too: https://pbx.example/call?from={"{"}from{"}"}&to={"{"}to{"}"}
interactions-exchange-address-wrong = An address that begins with https:// or http:// is needed
interactions-exchange-secret = Header Authorization
interactions-exchange-secret-help = For example Bearer and the key of the exchange. It is kept encrypted and never shown again; left empty, the one at hand stays.
interactions-exchange-secret-wrong = A header holds only Latin letters, digits and signs, without line breaks.
interactions-exchange-sealed = The key of the exchange was encrypted in another data folder. Type it anew on the page “Telephony”.
interactions-exchange-saved = Telephony is saved.
interactions-exchange-forget = Disconnect
interactions-exchange-forgotten = Telephony is disconnected.
interactions-exchange-lines = Lines of colleagues
interactions-exchange-lines-help = Which phone rings at a person's desk: an extension or a SIP address. Without a line nobody can call through Kartoteka.
interactions-exchange-line-wrong = A line may have Latin letters, digits and the signs + - _ . @ /
interactions-call-deed = Call { $phone }
interactions-call-rings = Calling: first your phone, then the customer's.
interactions-call-late = It is { $time } there: the customer should not be disturbed now.
interactions-call-anyway = Call anyway
interactions-call-not = The call could not be placed
interactions-call-back = Back to the card
interactions-call-no-exchange = Telephony is not set up.
interactions-call-no-line = You have no telephone line. Ask whoever arranges telephony.
interactions-call-no-phone = There is no such phone on the card.
interactions-call-refused = The exchange refused to connect. Check its address and key on the page “Telephony”.
interactions-call-unreachable = The exchange does not answer. Try again in a minute.
