"""Kartoteka beside its peers on the same data: seconds of CPU and peak memory, each work in a process of its own.

    make bench-peers                 10,000,000 orders of 1,000,000 customers; duplicates among 1,000,000 records
    python bench/peers.py PROGRAM --only duplicates --records 100000

Duplicates are sought beside Splink on the records that `kartoteka bench duplicates` makes and links: see linkage.py.

The orders come from a fixed seed. Every program reads the same CSV and gives the same three answers: quintiles of recency,
frequency and money (RFM), classes by revenue (ABC), and returning customers by month of the first order (cohorts). A
second table has the same sums over a table that is already in memory ("warm"), where only the peers are measured here:
`kartoteka bench analyses` prints ours.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time

SEED = 20260101

DUCKDB_SUMS = """
create or replace table clients as
  select customer, max(date) as last, count(*) as n, sum(amount) as sum from {t} group by customer;
create or replace table rfm as select customer, ntile(5) over (order by last) r, ntile(5) over (order by n) f,
  ntile(5) over (order by sum) m from clients;
create or replace table abc as select customer, sum(sum) over (order by sum desc) / sum(sum) over () as share from clients;
create or replace table cohorts as with first as (select customer, date_trunc('month', min(date)) c from {t} group by customer)
  select c, date_diff('month', c, date_trunc('month', date)) as k, count(distinct o.customer) n
  from {t} o join first using (customer) group by 1, 2;
"""


def write_orders(path, n_orders):
    """A CSV of customer, date, amount: a few buy much, most buy once or twice, over three years."""
    import numpy
    import polars

    random = numpy.random.default_rng(SEED)
    n_customers = max(1, n_orders // 10)
    who = (n_customers * random.beta(0.7, 2.0, n_orders)).astype("int64") + 1
    day = numpy.datetime64("2023-01-01") + random.integers(0, 1095, n_orders).astype("timedelta64[D]")
    amount = numpy.round(random.lognormal(8.5, 0.9, n_orders), 2)
    polars.DataFrame({"customer": who, "date": day, "amount": amount}).write_csv(path)


def duckdb_work(path, is_warm):
    import duckdb

    base = duckdb.connect()
    if not is_warm:
        base.execute(DUCKDB_SUMS.format(t=f"read_csv('{path}')"))
        return None
    base.execute(f"create table orders as select * from read_csv('{path}')")
    return best_of(lambda: base.execute(DUCKDB_SUMS.format(t="orders")))


def polars_work(path, is_warm):
    import polars
    from polars import col

    def sums(orders):
        clients = orders.group_by("customer").agg(
            col("date").max().alias("last"), polars.len().alias("n"), col("amount").sum().alias("sum")
        )
        size = polars.len()
        rank = lambda name: ((col(name).rank("ordinal") - 1) * 5 // size).alias(name)
        rfm = clients.with_columns(rank("last"), rank("n"), rank("sum"))
        abc = clients.sort("sum", descending=True).with_columns(col("sum").cum_sum() / col("sum").sum())
        month = (col("date").dt.year() * 12 + col("date").dt.month()).cast(polars.Int32)
        months = orders.select("customer", month.alias("month"))
        first = months.group_by("customer").agg(col("month").min().alias("first"))
        cohorts = (
            months.unique()
            .join(first, on="customer")
            .group_by("first", (col("month") - col("first")).alias("k"))
            .agg(polars.len())
        )
        return polars.collect_all([rfm.lazy(), abc.lazy(), cohorts.lazy()])

    if not is_warm:
        sums(polars.scan_csv(path, try_parse_dates=True))
        return None
    orders = polars.read_csv(path, try_parse_dates=True)
    return best_of(lambda: sums(orders.lazy()))


def lifetimes_work(path, _is_warm):
    """BG/NBD and Gamma-Gamma from summaries of 1,000,000 customers, fitted and turned into a value each."""
    import numpy
    import pandas
    from lifetimes import BetaGeoFitter, GammaGammaFitter

    random = numpy.random.default_rng(SEED)
    n = 1_000_000
    # As the model says that people buy: at a rate of their own, with a chance of their own to stop after each purchase.
    age = random.uniform(20, 80, n).round()
    rate, stop = random.gamma(0.6, 1 / 5.0, n), random.beta(0.8, 2.4, n)
    times = numpy.cumsum(random.exponential(1.0, (n, 20)) / rate[:, None], axis=1)
    is_bought = (times < age[:, None]) & (numpy.arange(20) < random.geometric(stop)[:, None])
    frequency = is_bought.sum(axis=1)
    recency = numpy.where(is_bought, times, 0.0).max(axis=1)
    monetary = numpy.where(frequency > 0, random.lognormal(8.0, 0.5, n), 0.0)
    table = pandas.DataFrame(dict(frequency=frequency, recency=recency, T=age, monetary=monetary))

    def fit():
        model = BetaGeoFitter(penalizer_coef=0.0).fit(table.frequency, table.recency, table["T"])
        some = table[(table.frequency > 0) & (table.monetary > 0)]
        money = GammaGammaFitter(penalizer_coef=0.0).fit(some.frequency, some.monetary)
        money.customer_lifetime_value(model, table.frequency, table.recency, table["T"], table.monetary, time=12)

    return timed(fit)


def timed(work):
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def best_of(work, n=3):
    return min(timed(work) for _ in range(n))


WORK = {"duckdb": duckdb_work, "polars": polars_work, "lifetimes": lifetimes_work}


def measured(command):
    """Seconds of CPU, seconds, MB at most, and what it printed last, of a command."""
    begun = time.perf_counter()
    program = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    said = program.stdout.read().strip().splitlines()
    _, status, used = os.wait4(program.pid, 0)
    if status != 0:
        sys.exit(f"{' '.join(command)} failed")
    return used.ru_utime + used.ru_stime, time.perf_counter() - begun, used.ru_maxrss / 1024, said[-1:] or [""]


def ours(program, path):
    cpu, wall, peak = 0.0, 0.0, 0.0
    for name in ["rfm", "abc", "cohorts"]:
        one = measured([program, "analyze", name, "--input", path, "--json"])
        cpu, wall, peak = cpu + one[0], wall + one[1], max(peak, one[2])
    return cpu, wall, peak


LINKAGE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "linkage.py")

LINKED = "| {} | {:.1f} | {:.1f} | {:.0f} | {:.2f} | {:.2f} | {:.2f} |"


def linked_by_us(program, folder, n_records):
    """What the bench says of its search; the making of the base is not counted, reading the records from it is."""
    command = [program, "bench", "duplicates", "--customers", str(n_records), "--keep", folder, "--json"]
    said = json.loads(measured(command)[3][0])
    reached = {figure["work"]: figure["reached"] for figure in said["figures"]}
    return [
        reached[work]
        for work in [
            "duplicates over the whole base",
            "processor time of the search for duplicates",
            "memory of the search for duplicates",
            "precision of the pairs found",
            "recall of the pairs found",
            "F1 of the pairs found",
        ]
    ]


def linked_by_splink(folder, how_many):
    """All of a process that reads the records and leaves scored pairs; judged afterwards by another."""
    cpu, wall, peak, _ = measured([sys.executable, LINKAGE, "link", folder, how_many])
    judged = json.loads(measured([sys.executable, LINKAGE, "judge", folder])[3][0])
    return [wall, cpu, peak, judged["precision"], judged["recall"], judged["f1"]]


def duplicates(program, n_records):
    with tempfile.TemporaryDirectory() as folder:
        print(f"Duplicates among {n_records:,} records; Splink at the threshold that is best by the truth\n")
        print("| program | s | CPU s | peak MB | precision % | recall % | F1 % |\n| --- | --- | --- | --- | --- | --- | --- |")
        print(LINKED.format("kartoteka", *linked_by_us(program, folder, n_records)), flush=True)
        for how_many in ["few", "many"]:
            name = f"Splink, {how_many} blocking rules"
            print(LINKED.format(name, *linked_by_splink(folder, how_many)), flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program", nargs="?", default="target/release/kartoteka")
    parser.add_argument("--orders", type=int, default=10_000_000)
    parser.add_argument("--records", type=int, default=1_000_000)
    parser.add_argument("--only", choices=["orders", "duplicates"])
    parser.add_argument("--work", nargs=3, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.work:
        name, path, is_warm = args.work
        print(WORK[name](path, is_warm == "warm"))
        return
    if args.only != "orders":
        duplicates(args.program, args.records)
    if args.only != "duplicates":
        analyses(args.program, args.orders)


def analyses(program, n_orders):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "orders.csv")
        write_orders(path, n_orders)
        beside = lambda *work: measured([sys.executable, __file__, "--work", *work])
        print(f"\nRFM, ABC and cohorts of {n_orders:,} orders from CSV\n\n| program | CPU s | s | peak MB |\n| --- | --- | --- | --- |")
        print("| kartoteka analyze | {:.1f} | {:.1f} | {:.0f} |".format(*ours(program, path)), flush=True)
        for name in ["duckdb", "polars"]:
            print("| {} | {:.1f} | {:.1f} | {:.0f} |".format(name, *beside(name, path, "cold")[:3]), flush=True)
        print("\n| the same over a table in memory, best of three | s |\n| --- | --- |")
        for name in ["duckdb", "polars"]:
            print(f"| {name} | {float(beside(name, path, 'warm')[3][0]):.2f} |", flush=True)
        cpu, _, _, said = beside("lifetimes", path, "warm")
        print(f"| lifetimes: BG/NBD, Gamma-Gamma and CLV, 1,000,000 customers | {float(said[0]):.1f} |", flush=True)


if __name__ == "__main__":
    main()
