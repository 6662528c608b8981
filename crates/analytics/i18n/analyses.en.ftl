# What many analyses share
analytics-nothing-yet = Nothing to show yet: there are no sales in these days.
analytics-customers = Clients
analytics-customer = Client
analytics-revenue = Revenue
analytics-margin = Margin
analytics-orders = Orders
analytics-average-order = Average order
analytics-profit = Profit
analytics-returns = Returns
analytics-amount = Amount
analytics-share = Share
analytics-share-of-money = Share of money
analytics-before = Before
analytics-change = Change
analytics-group = Group
analytics-class = Class
analytics-type = Type
analytics-name = Name
analytics-period = Period
analytics-cohort = Cohort
analytics-total = In all
analytics-estimate = Estimate
analytics-standard-error = Standard error
analytics-t = t
analytics-p = p
analytics-interval = 95% interval
analytics-of-money = { $share } of money
analytics-power-thousand = K
analytics-power-million = M
analytics-power-milliard = B
analytics-power-billion = T

# Columns
analytics-column-customer = who bought, or what was bought
analytics-column-date = when
analytics-column-amount = for how much; below zero is a return
analytics-column-order = order number; without it every row is an order
analytics-column-frequency = instead of orders: repeat purchases
analytics-column-recency = instead of orders: time from the first to the last purchase
analytics-column-t = instead of orders: time from the first purchase to the end
analytics-column-monetary = instead of orders: mean money of a repeat purchase
analytics-column-margin = what is left of it after the cost of goods
analytics-column-revenue = money brought, returns taken off
analytics-column-returns = money given back
analytics-column-orders = number of orders
analytics-column-contacts = number of contacts with them
analytics-column-contact-costs = cost of the contacts with them
analytics-column-days = days from the due date to the payment, or to today while it is open
analytics-column-state = open while it is not paid

# Parameters
analytics-param-list = List
analytics-param-list-help = true lists every row behind the figures
analytics-param-as-of = As of
analytics-param-as-of-help = The day of reckoning; the day after the last sale when empty.
analytics-param-missing = Counts as empty
analytics-param-missing-help = Answers that count as none, set apart by commas.
analytics-param-method = Scores
analytics-param-method-help = By quantiles (equal values share a score), by equal parts, by ranks, or by borders of your own.
analytics-param-bins = Highest score
analytics-param-bins-help = From 2 to 10.
analytics-param-recency = Borders of recency, days
analytics-param-recency-help = For borders of your own, ascending: 30,90,180,365.
analytics-param-frequency = Borders of frequency, orders
analytics-param-frequency-help = For borders of your own, ascending: 2,4,8,16.
analytics-param-monetary = Borders of money
analytics-param-monetary-help = For borders of your own, ascending: 10000,50000,100000,500000.
analytics-param-of = Of what
analytics-param-of-help = What is put into classes or told apart.
analytics-param-abc-by = By
analytics-param-abc-by-help = Revenue, or the margin that is left of it.
analytics-param-a = Class A up to
analytics-param-a-help = A share of the money from 0 to 1.
analytics-param-b = Class B up to
analytics-param-b-help = A share of the money from 0 to 1, not below that of A.
analytics-param-rule = Who crosses a border
analytics-param-rule-help = Whoever crosses it belongs to the better class, or to the worse.
analytics-param-xyz = With XYZ
analytics-param-xyz-help = How evenly each buys from month to month: X steady, Y wavering, Z by chance.
analytics-param-by = Step
analytics-param-by-help = How long one period is.
analytics-param-measure = Measure
analytics-param-measure-help = What the triangle holds.
analytics-param-model = Model
analytics-param-model-help = The likeliest of all by itself, or one of them.
analytics-param-until = Learn until
analytics-param-until-help = Learn from sales up to this day and test on those after it.
analytics-param-horizon-days = Days ahead
analytics-param-horizon-days-help = How far to look ahead.
analytics-param-discount = Discount per month
analytics-param-discount-help = A rate from 0 to 1: money later is worth less.
analytics-param-unit-days = Days in the unit of time
analytics-param-unit-days-help = In which the model counts time.
analytics-param-regular-from = Regular from
analytics-param-regular-from-help = Purchases that make a regular, 2 or more.
analytics-param-crosstab-rows = Rows
analytics-param-crosstab-rows-help = The field whose answers are the rows.
analytics-param-crosstab-columns = Columns
analytics-param-crosstab-columns-help = The field whose answers are the columns.
analytics-param-weight = Weight
analytics-param-weight-help = A field of weights, counted instead of ones.
analytics-param-correlation-x = Fields
analytics-param-correlation-x-help = Two or more fields of numbers.
analytics-param-correlation-method = Measure
analytics-param-correlation-method-help = Straight lines, or ranks.
analytics-param-y = To explain
analytics-param-y-help = The number to explain.
analytics-param-regression-x = By
analytics-param-regression-x-help = What explains it: numbers, or answers of a choice.
analytics-param-intercept = With a constant
analytics-param-intercept-help = Without it the line goes through zero.
analytics-param-from = From
analytics-param-from-help = The first day; a year before the last one when empty.
analytics-param-sales-until = Until
analytics-param-sales-until-help = The last day; that of the last sale when empty.
analytics-param-compare = Beside
analytics-param-compare-help = As many days before, or the same days a year before.
analytics-param-order-cost = Cost of an order
analytics-param-order-cost-help = What serving one order costs you.
analytics-param-contact-cost = Cost of a contact
analytics-param-contact-cost-help = What one call, letter or meeting costs you. Empty: what each kind of them costs, as set in Interactions, Kinds of interactions.
analytics-param-preset = Types
analytics-param-preset-help = Warmth or kinds of buyers, when there are no rules of your own.
analytics-param-rules = Own rules
analytics-param-rules-help = The first that holds gives the type: hot: recency<=30 & purchases>=2; warm: recency<=90; cold. Also age, revenue, average.
analytics-param-days = Movement over, days
analytics-param-days-help = With what they were so many days before.

# Words of closed lists
analytics-option-quantile = quantiles
analytics-option-ntile = equal parts
analytics-option-rank = ranks
analytics-option-thresholds = borders of my own
analytics-option-customer = clients
analytics-option-product = products
analytics-option-category = categories
analytics-option-source = sources
analytics-option-team = teams
analytics-option-nothing = in all
analytics-option-amount = revenue
analytics-option-margin = margin
analytics-option-crossing = to the better class
analytics-option-inclusive = to the worse class
analytics-option-auto = by itself
analytics-option-day = day
analytics-option-week = week
analytics-option-month = month
analytics-option-customers = clients
analytics-option-revenue = revenue
analytics-option-orders = orders
analytics-option-bgnbd = BG/NBD
analytics-option-mbgnbd = MBG/NBD
analytics-option-pareto = Pareto/NBD
analytics-option-nbd = NBD
analytics-option-gamma-gamma = Gamma-Gamma
analytics-option-pearson = straight lines
analytics-option-spearman = ranks
analytics-option-period = the period before
analytics-option-year = a year before
analytics-option-warmth = warmth
analytics-option-types = kinds of buyers
analytics-option-champions = Champions
analytics-option-loyal = Loyal
analytics-option-potential = Growing
analytics-option-new = New
analytics-option-need-attention = Need attention
analytics-option-about-to-sleep = About to sleep
analytics-option-at-risk = Leaving
analytics-option-hibernating = Asleep
analytics-option-lost = Lost
analytics-option-one-off = One-off
analytics-option-rare = Rare
analytics-option-regular = Regular
analytics-option-on-time = In their rhythm
analytics-option-late = Late
analytics-option-overdue = Long overdue
analytics-option-hot = Hot
analytics-option-warm = Warm
analytics-option-cold = Cold
analytics-option-fan = Fans
analytics-option-ordinary = Ordinary
analytics-option-newcomer = Not yet clients
analytics-option-in-time = In time
analytics-option-late-week = Up to a week late
analytics-option-late-month = Up to a month late
analytics-option-late-more = More than a month late
analytics-option-not-due = Not due yet
analytics-option-unpaid-late = Overdue and unpaid
analytics-option-sometimes-late = Sometimes late
analytics-option-mostly-late = Mostly late
analytics-option-owes = Owes now
analytics-option-order = Order
analytics-option-line = Line of an order
analytics-option-return = Return
analytics-option-earning = Brings profit
analytics-option-losing = Costs more than brings

# Sales
analytics-sales-title = Sales
analytics-sales-about = How much was sold, when and of what, beside the time before.
analytics-sales-how = Revenue is the sum of orders that count, returns taken off. The bar is now, the outline is as many days before (or the same days a year before). Days are those of the firm's calendar.
analytics-sales-deeds = Open the period that fell and see who bought then and does not now; ask those first.
analytics-sales-says = { $revenue } were sold from { $from } to { $until }.
analytics-sales-says-more = { $revenue } were sold from { $from } to { $until }: { $change } more than before.
analytics-sales-says-less = { $revenue } were sold from { $from } to { $until }: { $change } less than before.
analytics-sales-says-same = { $revenue } were sold from { $from } to { $until }: as much as before.
analytics-sales-over-time = Sales over time
analytics-sales-of = What was sold
analytics-sales-column = { $revenue }, before { $before }

# RFM
analytics-rfm-title = RFM: who matters
analytics-rfm-about = Who bought lately, often and for much, and who is leaving.
analytics-rfm-how = Each client gets a score from 1 to 5 for how recently (R), how often (F) and for how much (M) they bought; equal values share a score. R and the mean of F and M give the group.
analytics-rfm-deeds = Thank the champions, call those who are leaving this week, and give the new ones a reason to come a second time.
analytics-rfm-map = Recency by frequency
analytics-rfm-money = Money by group
analytics-rfm-groups = Groups
analytics-rfm-recency-axis = Recency
analytics-rfm-frequency-axis = Frequency: rare at the left, often at the right
analytics-mean-recency = Days since
analytics-mean-frequency = Orders each

# ABC
analytics-abc-title = ABC: who brings the money
analytics-abc-about = The few who bring most, the many who bring little.
analytics-abc-how = Clients stand by the money they bring. Class A are those who together bring 80 % of it, B up to 95 %, C the rest. Sums not above zero belong to no class.
analytics-abc-deeds = Give every client of class A a person of their own, and stop spending on C what A brings.
analytics-abc-curve = Pareto curve
analytics-abc-classes = Classes
analytics-abc-top = The first ten
analytics-abc-items = How many
analytics-abc-total = Money
analytics-abc-gini = Gini
analytics-abc-mark = 20% bring { $share }
analytics-abc-money-axis = share of money
analytics-abc-items-axis = share of clients
analytics-abc-class = { $items } of clients, { $money } of money
analytics-abc-xyz = ABC by XYZ
analytics-abc-xyz-axis = From steady (X) to chance (Z)

# Cohorts
analytics-cohorts-title = Cohorts: who stays
analytics-cohorts-about = Clients by the time of their first purchase: who still buys, how much and how often.
analytics-cohorts-how = A row are those who came in one month or week; column k is what they did k periods later. Periods that lie ahead stay blank.
analytics-cohorts-deeds = Find the month in which most are lost and write to people before it comes.
analytics-cohorts-triangle = Cohorts
analytics-cohorts-retention = Who stays, %
analytics-cohorts-revenue = Revenue of cohorts
analytics-cohorts-orders = Orders of cohorts
analytics-cohorts-weighted = All cohorts together
analytics-cohorts-stay = still buy
analytics-cohorts-cumulated = Money of one client so far
analytics-cohorts-n = Cohorts
analytics-cohorts-axis-month = Months since the first purchase
analytics-cohorts-axis-week = Weeks since the first purchase
analytics-cohorts-says-month = { $share } of clients buy again in the month after their first purchase.
analytics-cohorts-says-week = { $share } of clients buy again in the week after their first purchase.
analytics-cohorts-says-early = Too early to say who stays: all first purchases lie in one period.

# Rhythm
analytics-rhythm-title = Rhythm: who is late
analytics-rhythm-about = How often clients come back, and by which day to act when one does not.
analytics-rhythm-how = Purchases are days on which a client bought. The next one is expected after the median gap, and one must act by the day before which nine of ten come back: of their own gaps where there are four or more, else of all.
analytics-rhythm-deeds = Open those who are late, sort by the day to act by, and make a task for each responsible.
analytics-rhythm-says-nobody = Nobody has bought on two days yet, so there is no rhythm to speak of.
analytics-rhythm-per-customer = Orders per client
analytics-rhythm-revenue-per-customer = Revenue per client
analytics-rhythm-repeat = Came back
analytics-rhythm-states = Who is late
analytics-rhythm-classes = How often they come
analytics-rhythm-gaps = Time between purchases
analytics-rhythm-how-many = How many come sooner
analytics-rhythm-days = Days
analytics-rhythm-sooner = { $share } come back within

# CLV
analytics-clv-title = Lifetime value
analytics-clv-about = What clients will buy and be worth, and who has probably left.
analytics-clv-how = The number of purchases is forecast by BG/NBD, MBG/NBD, Pareto/NBD or NBD, whichever is likeliest, the money by Gamma-Gamma, all by maximum likelihood. Where the data do not hold the drop-out part, NBD is used and says so. A model that does not converge shows no number.
analytics-clv-deeds = Spend on keeping a client no more than the value shown in their row.
analytics-clv-says-none = There is no forecast: the sales do not hold a model yet.
analytics-clv-expected = Forecast
analytics-clv-alive = Still with us
analytics-clv-purchases = Purchases ahead
analytics-clv-value = Their worth
analytics-clv-compared = Likelihood of the models
analytics-clv-tenths = Who will bring the money: clients by tenths, the most valuable first
analytics-clv-tried = Model
analytics-clv-likelihood = Log-likelihood
analytics-clv-back-test = Tried on days it had not seen
analytics-clv-actual = what came
analytics-clv-model = the model
analytics-clv-naive = a naive forecast
analytics-clv-forecast = Forecast
analytics-clv-mae = Mean error
analytics-clv-rmse = RMSE
analytics-clv-correlation = Correlation
analytics-clv-parameter = Parameter
analytics-clv-learned = What the model learned

# Warmth
analytics-warmth-title = Warmth and typage
analytics-warmth-about = Clients by rules of your own, and who moved from one type to another.
analytics-warmth-how = The first rule that holds gives the type. The streams lead from what a client was so many days before to what they are now.
analytics-warmth-deeds = Click the stream that cools down: those people still remember you.
analytics-warmth-flow = Who moved
analytics-warmth-money = Money by type
analytics-warmth-types = Types

# Profitability
analytics-profitability-title = Profit per client
analytics-profitability-about = What each client leaves after returns, goods, service and contacts.
analytics-profitability-how = Profit is margin less the cost of each order set above and of each contact. What a contact costs is set for every kind of them (Interactions, Kinds of interactions); a cost given above stands for all of them. Whoever was called and bought nothing costs too. Without margins it is counted from revenue.
analytics-profitability-deeds = Change the terms for those who cost more than they bring: a smallest order, paid delivery, a letter instead of a visit.
analytics-profitability-steps = From revenue to profit
analytics-profitability-each = Profit each
analytics-profitability-losing = Bring a loss
analytics-profitability-service = Service
analytics-profitability-contacts = Contacts
analytics-profitability-best = The most profitable
analytics-profitability-worst = Those who bring a loss

# Payments
analytics-payments-title = Payment discipline
analytics-payments-about = Who pays in time, who late, and what is still owed.
analytics-payments-how = A payment is in time when it comes on its due day or before. An open one is overdue from the day after.
analytics-payments-deeds = Open those who owe, and remind them before the next shipment.
analytics-payments-says = { $share } of payments came in time, and nothing is overdue.
analytics-payments-says-owed = { $share } of payments came in time; { $owed } are overdue now.
analytics-payments-when = When they pay
analytics-payments-n = Payments
analytics-payments-in-time = In time
analytics-payments-days-late = Days late on average
analytics-payments-owed = Overdue

# Cross-table
analytics-crosstab-title = Cross-table
analytics-crosstab-about = Two answers counted against each other, and whether they go together.
analytics-crosstab-how = Pearson's chi-square without Yates's correction; Cramér's V tells how strongly, from 0 to 1.
analytics-crosstab-deeds = Where two answers go together, one of them may be asked and the other guessed.
analytics-crosstab-says-together = The two go together: V is { $v }, p is { $p }.
analytics-crosstab-says-apart = No tie can be seen: V is { $v }, p is { $p }.
analytics-crosstab-says-none = There is nothing to test yet.
analytics-crosstab-n = Counted
analytics-crosstab-v = Cramér's V
analytics-crosstab-table = Shares of each row
analytics-crosstab-counts = Counts

# Correlation
analytics-correlation-title = Correlation
analytics-correlation-about = Which numbers rise and fall together.
analytics-correlation-how = Pearson's coefficient, or Spearman's over ranks; p is the chance of such a one when there is no tie at all. Clients in whom a field is empty are left out.
analytics-correlation-deeds = What goes together need not cause each other: try a change on a few first.
analytics-correlation-says-with = “{ $x }” and “{ $y }” go together most: r is { $r }.
analytics-correlation-says-against = Where “{ $x }” rises, “{ $y }” falls: r is { $r }.
analytics-correlation-says-few = Too few rows: { $n }. It takes at least three to see how numbers go together.
analytics-correlation-says-none = Choose two fields of numbers.
analytics-correlation-matrix = How closely they go together
analytics-correlation-pairs = Pairs
analytics-correlation-pair = Pair

# Regression
analytics-regression-title = Regression
analytics-regression-about = How much a number changes with others, each by itself.
analytics-regression-how = Ordinary least squares by Householder's QR with scaling; standard errors, t and p by Student. An answer of a choice is compared with the first one.
analytics-regression-deeds = Look at the residuals: a bow or a fan says that a straight line is not enough.
analytics-regression-says-none = Choose the number to explain, and what explains it.
analytics-regression-n = Clients
analytics-regression-adjusted = Adjusted R²
analytics-regression-p = p of all together
analytics-regression-fitted = fitted
analytics-regression-residual = left over
analytics-regression-residuals = Residuals
analytics-regression-coefficients = Coefficients
analytics-regression-term = Term
analytics-regression-intercept = constant

# Remarks
analytics-note-no-rows = No row could be used: the answer is empty.
analytics-note-no-mean-money = Money per purchase is spread so widely that it has no mean: no values are given.
analytics-note-no-dropout-detectable = In these data those who left cannot be told from those who buy seldom: the NBD is used, in which nobody leaves.
analytics-profitability-says-unknown = The margin of orders is not known, so profit cannot be counted: give the cost of products or of lines of orders.
analytics-note-margin-known = The margin is known of { $n } of { $all } orders: margin and profit are counted over those only.
analytics-note-margin-known-lines = The margin is known of { $n } of { $all } lines of orders: it is counted over those only.
analytics-note-margin-unknown = { $n ->
    [one] The margin of { $n } order is not known: it is left out.
   *[other] The margin of { $n } orders is not known: they are left out.
}
analytics-note-margin-unknown-lines = { $n ->
    [one] The margin of { $n } line of orders is not known: it is left out.
   *[other] The margin of { $n } lines of orders is not known: they are left out.
}
analytics-note-contacts-cost-nothing = There were contacts, and nobody said what they cost: profit looks greater than it is. Set their cost in Interactions, Kinds of interactions, or here.
analytics-note-not-identified = The part of { $model } about leaving cannot be found from these data: the NBD is used, in which nobody leaves.
analytics-note-weak-dropout = The drop-out part explains hardly more than none (gain { $gain }).
analytics-note-nearly-collinear = Some predictors nearly follow from others (condition { $condition }): single coefficients say little.
analytics-note-nothing-left-to-test = As many parameters as rows: everything is explained, nothing can be tested.
analytics-note-does-not-vary = { $names } does not vary, so that nothing can go with it.
analytics-note-no-test = One of the answers has fewer than two categories: nothing to test.
analytics-note-small-cells = More than a fifth of the cells expect less than five: do not trust p.
analytics-note-nobody-came-back = Nobody bought on two days: there is no rhythm.
analytics-note-collinear = { $name } follows exactly from the predictors before it: leave it out
analytics-note-no-columns = There are no columns to explain it by.
analytics-note-not-finite = A value is not a finite number.
analytics-bad-parameter = { $name } cannot be “{ $value }”. Expected: { $remedy }.
analytics-missing-column = There is no column { $column }. There are: { $found }.
analytics-no-parameter = { $name } is not given. Expected: { $remedy }.
analytics-strange-parameter = This analysis has no parameter { $name }. It takes: { $known }.
analytics-remedy-one-of = one of { $what }
analytics-remedy-number = a number from { $least } to { $most }
analytics-remedy-whole = a whole number from { $least } to { $most }
analytics-remedy-day = a date as YYYY-MM-DD
analytics-remedy-up-to = a day not after { $what }
analytics-remedy-not-before = a day not before { $what }: so many periods cannot be shown
analytics-remedy-borders = ascending numbers set apart by commas, as 30,90,180,365
analytics-remedy-not-above = a share not above that of { $what }
analytics-remedy-column = the name of a column
analytics-remedy-columns = { $n ->
    [one] at least { $n } column, set apart by commas
   *[other] at least { $n } columns, set apart by commas
}
analytics-remedy-numbers-of = a column of numbers: { $what }
analytics-remedy-no-amounts = another: there is no column of amounts; column.amount=NAME names it
analytics-remedy-no-dates = nothing: summaries hold no dates
analytics-remedy-rules = rules, as { $what }
analytics-remedy-tests = tests of { $what }

# Counted texts
analytics-rfm-cell = { $n ->
    [one] { $n } client, { $days } days since, { $orders } orders each
   *[other] { $n } clients, { $days } days since, { $orders } orders each
}
analytics-rfm-says = { $n ->
    [0] { $customers } of the clients, the champions and the loyal, bring { $money } of the money.
    [one] { $customers } of the clients, the champions and the loyal, bring { $money } of the money; { $n } good client is leaving.
   *[other] { $customers } of the clients, the champions and the loyal, bring { $money } of the money; { $n } good clients are leaving.
}
analytics-abc-says = { $n ->
    [one] 20% bring { $share } of the money; { $n } brings 80% of it.
   *[other] 20% bring { $share } of the money; { $n } bring 80% of it.
}
analytics-rhythm-says = { $n ->
    [0] Half of those who come back do so within { $days } days, and nobody is late.
    [one] Half of those who come back do so within { $days } days; { $n } client is late and can still be brought back.
   *[other] Half of those who come back do so within { $days } days; { $n } clients are late and can still be brought back.
}
analytics-clv-says = { $n ->
    [one] { $alive } of the clients are still with us; in { $days } days they will buy { $n } time more and are worth { $money }.
   *[other] { $alive } of the clients are still with us; in { $days } days they will buy { $n } times more and are worth { $money }.
}
analytics-clv-says-no-money = { $n ->
    [one] { $alive } of the clients are still with us; in { $days } days they will buy { $n } time more.
   *[other] { $alive } of the clients are still with us; in { $days } days they will buy { $n } times more.
}
analytics-warmth-says = { $n ->
    [one] Since { $since } { $n } client has cooled down, { $better } have warmed up.
   *[other] Since { $since } { $n } clients have cooled down, { $better } have warmed up.
}
analytics-profitability-says = { $n ->
    [0] Clients leave { $profit } of profit, and nobody brings a loss.
    [one] Clients leave { $profit } of profit; { $n } of them costs { $lost } more than they bring.
   *[other] Clients leave { $profit } of profit; { $n } of them cost { $lost } more than they bring.
}
analytics-regression-says = { $n ->
    [one] { $share } of the differences are explained, over { $n } client.
   *[other] { $share } of the differences are explained, over { $n } clients.
}
analytics-note-only-returns = { $n ->
    [one] { $n } client has returns only and is left out.
   *[other] { $n } clients have returns only and are left out.
}
analytics-note-unmatched-returns = { $n ->
    [one] { $n } return belongs to no purchase before it and is not counted.
   *[other] { $n } returns belong to no purchase before them and are not counted.
}
analytics-note-bought-later = { $n ->
    [one] { $n } client bought only after the end of observation and is left out.
   *[other] { $n } clients bought only after the end of observation and are left out.
}
analytics-note-not-above-zero = { $n ->
    [one] { $n } brings nothing or less and belongs to no class.
   *[other] { $n } bring nothing or less and belong to no class.
}
analytics-note-weights-not-above-zero = { $n ->
    [one] { $n } row has no weight above zero and is not counted.
   *[other] { $n } rows have no weight above zero and are not counted.
}
analytics-note-too-many-periods = The dates run from { $from } to { $to }: { $n } periods are too many. Correct the dates at the ends.
analytics-note-too-many-months = The dates span { $n } months: too many for XYZ. Correct the dates at the ends.
analytics-note-too-many-levels = { $name }: “{ $value }” is not a number, and { $n } different answers are too many for categories.
analytics-note-too-few-rows = { $n ->
    [one] { $n } row is fewer than the { $parameters } parameters
   *[other] { $n } rows are fewer than the { $parameters } parameters
}
analytics-note-no-model-few = { $n ->
    [one] There is no forecast: { $n } client is too few to fit a model.
   *[other] There is no forecast: { $n } clients are too few to fit a model.
}
analytics-note-no-model-repeats = There is no forecast: no client has bought twice.
analytics-note-no-model-search = There is no forecast: the search for the likeliest parameters did not converge.
