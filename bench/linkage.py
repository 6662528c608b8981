"""Splink with DuckDB on the records that `kartoteka bench duplicates --keep FOLDER` leaves, with who is who.

    python bench/linkage.py link FOLDER few|many      pairs into FOLDER/splink.parquet; this is what is measured
    python bench/linkage.py judge FOLDER              the best F1 at any threshold, as JSON

The model is written as Splink's own guide teaches: columns cleaned first (names in Latin letters and lower case, phones as
digits, addresses in parts), ready-made comparisons with term frequencies, u from random pairs, m by expectation
maximisation over several blockings. Nothing of it knows the truth. Two sets of blocking rules, few and many, show what
recall costs.
"""

import json
import logging
import os
import sys

LETTERS = dict(zip("абвгдезийклмнопрстуфцыіәғқңөұүһ", "abvgdeziiklmnoprstufcyiagqnouuh")) | {
    "ё": "e", "ж": "zh", "х": "kh", "ч": "ch", "ш": "sh", "щ": "sch", "э": "e", "ю": "yu", "я": "ya", "ъ": "", "ь": "",
}  # fmt: skip
# One Latin spelling for letters that people write in several ways.
LETTERS |= {"й": "y", "ы": "y", "х": "h", "қ": "k", "ц": "c"}
SPELLINGS = [("kh", "h"), ("ts", "c"), ("iu", "yu"), ("ia", "ya"), ("j", "zh"), ("q", "k"), ("i", "y")]

MARKS = r"^г\.[^,]*,|ул\.|улица|көшесі|д\.|дом|кв\.|квартира|үй|пәтер"

CLEANED = f"""
create table records as
  select id, f.latin as family, g.latin as given, g.latin || ' ' || f.latin as name, p.latin as patronymic,
    right(regexp_replace(phone, '\\D', '', 'g'), 10) as phone, lower(email) as email,
    lower(split_part(email, '@', 1)) as mailbox, birthday, lower(city) as city,
    nullif(trim(regexp_replace(regexp_replace(lower(address), '{MARKS}', ' ', 'g'), '[\\d,. -]+', ' ', 'g')), '') as street,
    regexp_extract_all(address, '\\d+')[1] as house, regexp_extract_all(address, '\\d+')[2] as flat
  from typed left join latin f on f.name = family left join latin g on g.name = given
    left join latin p on p.name = patronymic
"""


def latin(name):
    """A name in lower-case Latin letters."""
    spelled = "".join(LETTERS.get(letter, letter) for letter in name.lower())
    for one, other in SPELLINGS:
        spelled = spelled.replace(one, other)
    return spelled.strip(" .")


def cleaned(base, folder):
    """Reads the records and cleans their columns, names once per distinct name."""
    path = os.path.join(folder, "records.csv")
    base.execute(f"create table typed as select * exclude (person) from read_csv('{path}', all_varchar = true)")
    names = base.execute(
        "select distinct unnest([family, given, patronymic]) as name from typed"
    ).fetchall()
    import pyarrow

    names = [name for (name,) in names if name]
    spelled = pyarrow.table({"name": names, "latin": [latin(name) for name in names]})
    base.register("spelled", spelled)
    base.execute("create table latin as select * from spelled")
    base.execute(CLEANED)


def comparisons():
    import splink.comparison_level_library as level
    import splink.comparison_library as compare

    # NameComparison for each name with what this set needs beside; ForenameSurnameComparison takes more kin for one person.
    given = [
        level.NullLevel("given"),
        level.ExactMatchLevel("given", term_frequency_adjustments=True),
        level.JaroWinklerLevel("given", 0.92),
        level.JaroWinklerLevel("given", 0.88),
        level.CustomLevel("given_l = family_r or given_r = family_l", "swapped"),
        level.CustomLevel("given_l = substr(given_r, 1, 1) or given_r = substr(given_l, 1, 1)", "an initial"),
        level.JaroWinklerLevel("given", 0.7),
        level.ElseLevel(),
    ]
    family = [
        level.NullLevel("family"),
        level.ExactMatchLevel("family", term_frequency_adjustments=True),
        level.JaroWinklerLevel("family", 0.92),
        level.JaroWinklerLevel("family", 0.88),
        level.CustomLevel("given_l = family_r or given_r = family_l", "swapped"),
        level.JaroWinklerLevel("family", 0.7),
        level.ElseLevel(),
    ]
    birthday = [
        level.NullLevel("birthday"),
        level.ExactMatchLevel("birthday"),
        level.CustomLevel(
            "substr(birthday_l, 1, 5) || substr(birthday_l, 9, 2) || '-' || substr(birthday_l, 6, 2) = birthday_r",
            "day and month swapped",
        ),
        level.DamerauLevenshteinLevel("birthday", 1),
        level.DamerauLevenshteinLevel("birthday", 2),
        level.ElseLevel(),
    ]
    address = [
        level.NullLevel("street"),
        level.CustomLevel("street_l = street_r and house_l = house_r and flat_l = flat_r", "the same flat"),
        level.CustomLevel("street_l = street_r and house_l = house_r", "the same house"),
        level.ExactMatchLevel("street"),
        level.ElseLevel(),
    ]
    # What EmailComparison compares, the part before the @ cut off once for each record instead of once for each pair.
    email = [
        level.NullLevel("email"),
        level.ExactMatchLevel("email", term_frequency_adjustments=True),
        level.ExactMatchLevel("mailbox"),
        level.JaroWinklerLevel("mailbox", 0.88),
        level.ElseLevel(),
    ]
    return [
        compare.CustomComparison(given, "given"),
        compare.CustomComparison(family, "family"),
        compare.JaroWinklerAtThresholds("patronymic", [0.92, 0.8]).configure(term_frequency_adjustments=True),
        compare.CustomComparison(birthday, "birthday"),
        compare.DamerauLevenshteinAtThresholds("phone", 1).configure(term_frequency_adjustments=True),
        compare.CustomComparison(email, "email"),
        compare.ExactMatch("city").configure(term_frequency_adjustments=True),
        compare.CustomComparison(address, "address"),
    ]


def rules(how_many):
    from splink import block_on

    few = [block_on("phone"), block_on("mailbox"), block_on("family", "birthday")]
    if how_many == "few":
        return few
    return few + [
        block_on("given", "birthday"),
        block_on("patronymic", "birthday"),
        block_on("street", "house", "flat"),
        block_on("family", "given", "city"),
        block_on("family", "given", "patronymic"),
        block_on("substr(phone, 4)"),
        block_on("family", "substr(phone, 7)"),
        block_on("given", "substr(phone, 7)"),
        block_on("substr(family, 1, 3)", "substr(given, 1, 3)", "substr(birthday, 1, 4)"),
        block_on("street", "house", "given"),
        block_on("email"),
    ]


def link(folder, how_many):
    import duckdb
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    logging.getLogger("splink").setLevel(logging.ERROR)
    base = duckdb.connect()
    cleaned(base, folder)
    settings = SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="id",
        comparisons=comparisons(),
        blocking_rules_to_generate_predictions=rules(how_many),
        retain_matching_columns=False,
        retain_intermediate_calculation_columns=False,
    )
    api = DuckDBAPI(connection=base)
    linker = Linker(api.register("records", dataset_display_name="people"), settings, log_level=logging.ERROR)
    training = linker.training
    sure = [block_on("name", "birthday"), block_on("email", "birthday"), block_on("phone", "birthday")]
    training.estimate_probability_two_random_records_match(sure, recall=0.6)
    # Ten times as many take ten times as long and do not change the quality.
    training.estimate_u_using_random_sampling(max_pairs=1e6)
    for blocking in [block_on("birthday", "city"), block_on("mailbox"), block_on("name", "city")]:
        training.estimate_parameters_using_expectation_maximisation(
            blocking, estimate_without_term_frequencies=True, max_pairs=1e6
        )
    pairs = linker.inference.predict(threshold_match_weight=-5)
    path = os.path.join(folder, "splink.parquet")
    base.execute(f"copy (select id_l, id_r, match_weight from {pairs.physical_name}) to '{path}'")


def judge(folder):
    """The best F1 that some threshold reaches, knowing the truth."""
    import duckdb

    sql = """
    with people as (select id, person from read_csv('{0}/records.csv', all_varchar = true)),
      many as (select sum(n * (n - 1) // 2) as n_true from (select count(*) as n from people group by person)),
      judged as (select match_weight, l.person = r.person as is_right
        from '{0}/splink.parquet' join people l on l.id = id_l join people r on r.id = id_r),
      above as (select match_weight, sum(is_right::int) over up as n_right, count(*) over up as n_found
        from judged window up as (order by match_weight desc))
    select 100.0 * n_right / n_found as precision, 100.0 * n_right / n_true as recall,
      200.0 * n_right / (n_found + n_true) as f1, match_weight as threshold,
      (select 100.0 * sum(is_right::int) from judged) / n_true as reachable, (select count(*) from judged) as n_pairs
    from above, many order by f1 desc limit 1
    """
    found = duckdb.sql(sql.format(folder))
    return dict(zip(found.columns, map(float, found.fetchall()[0])))


if __name__ == "__main__":
    if sys.argv[1] == "link":
        link(*sys.argv[2:])
    else:
        print(json.dumps(judge(sys.argv[2])))
