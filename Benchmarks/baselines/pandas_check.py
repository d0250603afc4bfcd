"""(f) pandas: the status, code and title of each claim on its day, by an as-of join.

    python pandas_check.py codes.csv claims.csv checked.csv
"""

import sys

import pandas

codes_file, claims_file, checked_file = sys.argv[1:]
codes = pandas.read_csv(codes_file, dtype={"code": str}, parse_dates=["valid_from", "valid_to"])
claims = pandas.read_csv(claims_file, dtype={"code": str}, parse_dates=["day"])
claims["plain"] = claims["code"].str.replace(".", "", regex=False).str.upper()
checked = pandas.merge_asof(
    claims.sort_values("day"), codes.rename(columns={"code": "plain"}).sort_values("valid_from"),
    by="plain", left_on="day", right_on="valid_from",
).sort_values("claim")
is_in_force = checked["valid_from"].notna() & ~(checked["valid_to"] <= checked["day"])
checked["status"] = "not in force"
checked.loc[is_in_force, "status"] = "header"
checked.loc[is_in_force & (checked["billable"] == 1), "status"] = "valid"
checked[["claim", "code", "day", "status", "display_code", "long_title"]].to_csv(checked_file, index=False)
