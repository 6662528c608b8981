# Places
access-staff = Staff
access-firm = Firm
access-me = My settings

# Roles
access-role-owner = Owner
access-role-owner-sentence = The owner sees and decides everything: people, rights, the firm.
access-role-manager = Manager
access-role-manager-sentence = The manager sees the clients of their team and arranges its work.
access-role-seller = Seller
access-role-seller-sentence = The seller sees the clients of their team, adds and changes them; cannot take the base out.
access-role-marketer = Marketer
access-role-marketer-sentence = The marketer sees all clients, runs segments and campaigns; only looks at deals.
access-role-analyst = Analyst
access-role-analyst-sentence = The analyst sees everything and arranges reports, but changes no client.
access-role-reader = Reader
access-role-reader-sentence = The reader looks and changes nothing.
access-role = Role
access-role-unknown = There is no such role. Choose one from the list.

# Rights
access-rights = What this person may do
access-rights-lead = Where nothing is chosen, the role decides. What is chosen here comes before the role.
access-rights-deed = Save the rights
access-level-none = does not see it
access-level-read = looks
access-level-write = adds and changes
access-level-arrange = arranges it for all
access-as-role = as the role: { $what }
access-as-firm = as the firm: { $what }
access-scope = Whose clients they see
access-scope-help = This is how far the person sees in each section that is open to them.
access-scope-own = only their own
access-scope-team = those of their team
access-scope-stage = those in the stages of their team
access-scope-all = all
access-right-unknown = Tick at least one; there is no such right here.
access-beyond-own = You can give only what you have. Only an owner decides about owners.
access-last-owner = This is the last owner. Make somebody else an owner first.

# Teams
access-team = Team
access-teams = Teams
access-teams-lead = People of one team see each other's clients.
access-team-none = no team
access-team-name = Name of the team
access-team-add = Add a team
access-team-rename = Rename
access-team-people = { $n ->
    [0] nobody
    [one] { $n } person
   *[other] { $n } people
}
access-team-name-taken = There is a team with this name already.
access-team-unknown = There is no such team. Choose one from the list.
access-team-not-empty = There are people in the team. Move them to another one first.
access-team-needed = This team is still needed. Free it from what is named here, then remove it.

# People
access-name = Name
access-your-name = Your name
access-name-missing = Write a name.
access-name-long = 200 letters at most.
access-email = E-mail
access-email-help = You will sign in with it. Letters come only if you ask for reminders.
access-email-taken = There is somebody with this e-mail already.
access-email-wrong = This does not look like an e-mail. It should be like name@firm.kz
access-add = New person
access-add-deed = Add
access-add-password-help = Leave it empty to get a link by which the person chooses a password.
access-added = { $name }: the door is open.
access-disabled = no access
access-waiting = has not come yet
access-is-disabled = This person has no access. Give it back first.
access-way-in = Way in
access-disable-deed = End access
access-disable-lead = The person is signed out everywhere at once and their tokens stop. All they did stays.
access-disabled-done = Access has ended.
access-enable-deed = Give access back
access-enabled-done = Access is given back.
access-saved = Saved.

# Invitation
access-invite-deed = Get a link to sign in
access-invited = Link for the new person
access-invited-lead = Send this link to the person. It works once and for three days; it is not shown again.
access-invitation = Invitation
access-invitation-hello = Hello, { $name }!
access-invitation-lead = Choose a password and begin.
access-invitation-deed = Begin
access-invitation-until = The invitation waits until { $when }.
access-invitation-over = This link works no more: it was used or replaced, or three days have passed. Ask for a new one.

# Password
access-password = Password
access-password-help = At least 10 characters. Best are several words that only you would put together.
access-password-short = The password has fewer than 10 characters. Add some.
access-password-long = The password has more than 1000 characters.
access-password-is-email = The password is the e-mail. It is the first thing that is tried.
access-password-common = This password is one of the commonest. It is guessed in a second.
access-password-wrong = Your password is another one.
access-password-change = Password
access-password-change-lead = On other devices you will have to sign in again.
access-password-change-deed = Change the password
access-password-current = Present password
access-password-new = New password
access-password-changed = The password is changed.

# Sign-in
access-sign-in = Sign in
access-sign-in-deed = Sign in
access-sign-in-wrong = This e-mail and this password do not go together.
access-sign-in-rest = Too many failed tries. Please wait: { $wait }.
access-sign-in-forgot = Forgot the password? Ask the owner for a new link to sign in.

# Sessions
access-sessions = Where you are signed in
access-sessions-lead = A device you do not know? End it and change the password.
access-session-this = this device
access-session-end = End
access-session-ended = The session has ended.
access-sessions-end-others = Sign out on the others
access-sessions-ended = { $n ->
    [one] { $n } session has ended.
   *[other] { $n } sessions have ended.
}
access-device-unknown = Unknown device

# Tokens
access-tokens = Tokens for programs
access-tokens-lead = With a token a program works in your name and can do no more than you.
access-token-name = What for
access-token-scopes = What it may do
access-token-all = all that I may
access-token-read = only look
access-token-only-read = { $what }: only look
access-token-days = For how many days
access-token-days-help = Empty means without an end.
access-token-create = Make a token
access-token-end = Revoke
access-token-ended = The token is revoked.
access-token-made = New token
access-token-made-lead = Copy the token now: it is not shown again. Keep it like a password.
access-token-unused = not used yet
access-token-until = until { $when }
access-token-over = ended { $when }
access-end-past = The end must lie in the future, at least a day from now.

# First run
access-welcome = Welcome to Kartoteka
access-welcome-lead = The base is empty. Tell us about yourself: you will be its owner.
access-welcome-deed = Begin
access-welcome-next = Where shall we begin?
access-founded = This base has an owner already. Sign in or ask for an invitation.
access-next-import = Bring your clients
access-next-import-lead = A table, the contacts of a phone, an export from another program: you see what will happen, and all of it can be undone.
access-next-import-deed = Upload a file
access-next-first = Add the first client
access-next-first-lead = One card in a minute: a name, a phone and what you know about them.
access-next-first-deed = Add a client
access-next-demo = Look at an example
access-next-demo-lead = A demo company with clients, deals and letters. One button removes it whole.
access-next-demo-deed = Load the demo company

# Firm
access-firm-lead = This holds for everybody who has not chosen otherwise.
access-arranged = What else can be arranged
access-firm-name = Name of the firm
access-firm-lang-help = Kartoteka speaks it with those who chose no other.
access-country = Country
access-country-help = It decides how phones, legal numbers and money are read.
access-country-kz = Kazakhstan
access-country-ru = Russia
access-country-other = another
access-currency = Currency
access-currency-help = Three letters: KZT, RUB, USD.
access-currency-unknown = There is no such currency. Three letters are needed, such as KZT.
access-lang = Language
access-zone = Time zone
access-zone-help = All times are shown in it.
access-zone-unknown = There is no such zone. Choose one from the list.
access-density = Height of rows
access-density-normal = normal
access-density-compact = compact
access-trade = What you do
access-trade-shop = shop
access-trade-supplier = supplies to firms
access-trade-hotel = hotel
access-trade-maker = production
access-trade-consulting = consulting
access-trade-other = something else
