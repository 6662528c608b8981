# What is wrong with a mail server, and what to do about it.
mail-trouble-words = { $sentence } The server says: { $words }
mail-trouble-host = There is no server of this name. Check how it is spelled.
mail-trouble-unreachable = Nobody answers at this address and port. Check the port and whether the server is running.
mail-trouble-timeout = The server does not answer in time. The port may be wrong, or a firewall stands between.
mail-trouble-plain = Without encryption letters go only to a server on this very machine. Choose TLS or STARTTLS.
mail-trouble-no-tls = The server offers no encryption here. Choose the port for TLS.
mail-trouble-tls = The encrypted connection failed: the certificate is not trusted here, or this port expects another kind of encryption.
mail-trouble-sign-in = The server does not accept the user or the password. Many mail services want a separate password for programs.
mail-trouble-folder = There is no such folder in this box.
mail-trouble-address = The server refuses an address of this letter.
mail-trouble-refused = The server refuses this.
mail-trouble-answer = The server answers in a way Kartoteka does not understand. Is this a mail server?
mail-trouble-broken = The connection broke. It will be tried again.
mail-security-tls = TLS
mail-security-starttls = STARTTLS
mail-security-plain = none (this machine only)
