#!/usr/bin/env python3
"""Computes every cap and budget of an import file again, and compares.

Shares nothing with the system but the published rules: it reads the commands, not the log, and does
its own arithmetic. Amounts are whole fen.

  expected_totals.py COMMANDS.jsonl --claims CLAIMS.jsonl --caps CAPS.jsonl --budgets BUDGETS.jsonl

The three answers are what `debut --json claims`, `debut --json caps` and
`debut --json budget` print. Exit code 0: every figure agrees; 1: the differences are printed;
2: a command that this program does not know moves money.
"""

import argparse
import json
import re
import sys
from collections import defaultdict
from decimal import Decimal

YUAN = 100
CAP_OF_LEVEL = {"LEVEL_INTERNATIONAL": 2_000_000 * YUAN, "LEVEL_DOMESTIC": 1_000_000 * YUAN}
CAP_OF_PREMIUMS = 1_000_000 * YUAN
CAP_OF_INTEREST = 500_000 * YUAN


def fen(value):
    """An amount as commands give it: fen, or a text with 元 or 万元."""
    if isinstance(value, int):
        return value
    match = re.fullmatch(r"([\d,.]+)(万元|元)?", value)
    number = Decimal(match[1].replace(",", ""))
    scaled = number * {None: 1, "元": YUAN, "万元": 10_000 * YUAN}[match[2]]
    assert scaled == int(scaled), value
    return int(scaled)


def money_row():
    return {"reserved_fen": 0, "granted_fen": 0, "paid_fen": 0, "recovered_fen": 0}


def used(row):
    return row["reserved_fen"] + row["granted_fen"] + row["paid_fen"] - row["recovered_fen"]


class Office:
    """What the commands that were done say, and the awards that follow from the rules."""

    def __init__(self, states):
        self.states = states  # Of claims, as the system says: only to know who won a race.
        self.levels = defaultdict(list)  # (date, level), the first one from the certification.
        self.void = set()
        self.contracts = {}
        self.signed = {}
        self.case_members = defaultdict(list)  # By product.
        self.rounds = {}
        self.claims = {}
        self.orders = {}
        self.caps = defaultdict(money_row)
        self.allotted = defaultdict(int)
        self.policies = {}  # Holder and year by policy.
        self.premiums = defaultdict(int)  # Net, by (enterprise, year).
        self.loans = {}  # Borrower and credit product by loan.
        self.interest = defaultdict(int)  # Normal, by (enterprise, credit product, year).

    # Facts.

    def certification_CertifyProduct(self, r):
        self.levels[r["product_id"]].append((r["certified_date"], r["level"]))

    def certification_ChangeProductLevel(self, r):
        self.levels[r["product_id"]].append((r["effective_date"], r["level"]))

    def certification_DelistProduct(self, r):
        if r["kind"] == "DELISTING_KIND_VOID":
            self.void.add(r["product_id"])

    def market_SignContract(self, r):
        self.market_AmendContract(r)
        self.signed[r["contract_id"]] = r["signed_date"]

    def market_AmendContract(self, r):
        self.contracts[r["contract_id"]] = {
            line["product_id"]: fen(line["amount_fen"]) for line in r["lines"]
        }

    def market_OpenFirstEntryCase(self, r):
        self.case_members[r["product_id"]].append(r["contract_id"])

    market_JoinFirstEntryCase = market_OpenFirstEntryCase

    def insurance_BindInsurancePolicy(self, r):
        self.policies[r["policy_id"]] = {"holder": r["enterprise_id"], "paid": {}}

    def insurance_RecordPremiumPayment(self, r):
        policy, year = self.policies[r["policy_id"]], int(r["paid_date"][:4])
        policy["paid"][r["voucher_number"]] = year
        self.premiums[policy["holder"], year] += fen(r["amount_fen"])

    def insurance_RecordPremiumRefund(self, r):
        policy = self.policies[r["policy_id"]]
        year = policy["paid"][r["voucher_number"]]
        self.premiums[policy["holder"], year] -= fen(r["amount_fen"])

    def financing_SignLoan(self, r):
        self.loans[r["loan_id"]] = r["enterprise_id"], r["type"]

    def financing_RecordInterestPayment(self, r):
        self.interest[(*self.loans[r["loan_id"]], int(r["paid_date"][:4]))] += fen(r["normal_fen"])

    # Money.

    def grants_AllotBudget(self, r):
        number = {"MEASURE_FIRST_MARKET_ENTRY": 3, "MEASURE_INSURANCE": 4, "MEASURE_FINANCING": 7}
        self.allotted[f"{number[r['measure']]}/{r['budget_year']}"] += fen(r["amount_fen"])

    def grants_OpenRound(self, r):
        self.rounds[r["round_id"]] = r

    def grants_SubmitClaim(self, r):
        claim = {"round": self.rounds[r["round_id"]], "stage": None, "amount": 0}
        claim.update(recovered=0, restored=0, clawback=0)
        if "first_market_entry" in r:
            product = r["first_market_entry"]["product_id"]
            contracts = r["first_market_entry"].get("contract_ids") or self.case_members[product]
            claim["cap_key"] = f"m3/{product}"  # No product of the file belongs to another's family.
            claim["budget_id"] = f"3/{claim['round']['budget_year']}"
            claim["due"] = lambda: self.first_market_entry(claim, product, list(contracts))
        elif "insurance" in r:
            who, year = r["enterprise_id"], r["insurance"]["limit_year"]
            claim["cap_key"] = f"m4/{who}/{year}"
            claim["budget_id"] = f"4/{claim['round']['budget_year']}"
            claim["due"] = lambda: self.of_a_year(
                claim, self.premiums[who, year] * 80 // 100, CAP_OF_PREMIUMS
            )
        elif "financing" in r:
            basis = r["financing"]
            who, kind, year = r["enterprise_id"], basis["credit_product"], basis["limit_year"]
            claim["cap_key"] = f"m7/{who}/{kind.removeprefix('LOAN_TYPE_')}/{year}"
            claim["budget_id"] = f"7/{claim['round']['budget_year']}"
            claim["due"] = lambda: self.of_a_year(
                claim, self.interest[who, kind, year] * 40 // 100, CAP_OF_INTEREST
            )
        else:
            sys.exit(f"unknown basis: {r}")
        self.claims[r["claim_id"]] = claim

    def first_market_entry(self, claim, product, contracts):
        if product in self.void:
            return 0
        amount = sum(self.contracts[c][product] for c in contracts)
        rate = int(claim["round"]["rate_numerator"]), int(claim["round"]["rate_denominator"])
        signed = min(self.signed[c] for c in self.case_members[product])
        levels = self.levels[product]
        level = [level for date, level in levels if date <= signed or date == levels[0][0]][-1]
        room = CAP_OF_LEVEL[level] - self.used_by_others(claim)
        return min(amount * rate[0] // rate[1], room)

    def used_by_others(self, claim):
        own = claim["amount"] - claim["recovered"] if claim["stage"] else 0
        return used(self.caps[claim["cap_key"]]) - own

    def of_a_year(self, claim, entitlement, cap):
        return max(0, min(entitlement, cap) - self.used_by_others(claim))

    def move(self, claim, to):
        row = self.caps[claim["cap_key"]]
        if claim["stage"]:
            row[claim["stage"]] -= claim["amount"]
        if to:
            row[to] += claim["amount"]
        claim["stage"] = to

    def grants_ProposeAward(self, r):
        claim = self.claims[r["claim_id"]]
        claim["amount"] = claim["due"]()
        self.move(claim, "reserved_fen")

    def grants_GrantSubsidy(self, r):
        self.move(self.claims[r["claim_id"]], "granted_fen")

    def grants_OrderPayment(self, r):
        self.orders[r["order_id"]] = self.claims[r["claim_id"]]

    def grants_SettlePayment(self, r):
        self.move(self.orders[r["order_id"]], "paid_fen")

    def grants_WithdrawClaim(self, r):
        self.move(self.claims[r["claim_id"]], None)

    grants_RefuseClaim = grants_WithdrawClaim

    def grants_ProposeClawback(self, r):
        claim = self.claims[r["claim_id"]]
        claim["clawback"] = claim["amount"] - claim["recovered"] - claim["due"]()
        assert claim["clawback"] > 0, r

    def grants_RecordRecovery(self, r):
        claim, amount = self.claims[r["claim_id"]], fen(r["amount_fen"])
        claim["clawback"] -= amount
        assert claim["clawback"] >= 0, r
        claim["recovered"] += amount
        self.caps[claim["cap_key"]]["recovered_fen"] += amount
        if r["recovered_date"][:4] == claim["budget_id"][2:]:
            claim["restored"] += amount

    WITHOUT_MONEY = {
        "AcceptClaim", "ComputeAward", "OpenNotice", "CloseNotice", "ReturnPayment",
        "ApproveClawback",
    }  # fmt: skip

    def do(self, call, request):
        context, method = call.split(".")
        handler = getattr(self, f"{context}_{method}", None)
        if handler:
            handler(request)
        elif context == "grants" and method not in self.WITHOUT_MONEY:
            print(f"{call}: not known here", file=sys.stderr)
            sys.exit(2)

    def replay(self, commands):
        for line in commands:
            entry = json.loads(line)
            if "race" in entry:
                for racer in entry["race"]:
                    if self.states[racer["request"]["claim_id"]] != "CLAIM_STATE_COMPUTED":
                        self.do(racer["call"], racer["request"])
            elif entry.get("expect", "OK") == "OK":
                self.do(entry["call"], entry["request"])


def rows_of(path, key):
    with open(path, encoding="utf-8") as file:
        return {row[key]: row for row in map(json.loads, file) if key in row}


def differences(kind, expected, actual, columns):
    for key in sorted(expected.keys() | actual.keys()):
        for column, theirs in columns.items():
            ours = expected.get(key, {}).get(column, 0)
            said = int(actual.get(key, {}).get(theirs, 0))
            if ours != said:
                yield f"{kind} {key}: {column} is {ours} by the rules, {said} by the system"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("commands")
    for answer in ("claims", "caps", "budgets"):
        parser.add_argument(f"--{answer}", required=True)
    options = parser.parse_args()

    claims = rows_of(options.claims, "claim_id")
    office = Office({key: row["state"] for key, row in claims.items()})
    with open(options.commands, encoding="utf-8") as file:
        office.replay(line for line in file if not line.startswith("#"))

    caps = {key: row for key, row in office.caps.items() if any(row.values())}
    budgets = defaultdict(lambda: defaultdict(int))
    for budget_id, amount in office.allotted.items():
        budgets[budget_id]["allotted_fen"] = amount
    for claim in office.claims.values():
        if claim["stage"]:
            budget = budgets[claim["budget_id"]]
            budget[claim["stage"]] += claim["amount"] - claim["restored"]
            budget["recovered_fen"] += claim["recovered"]
    amounts = {
        key: {"amount_fen": claim["amount"]}
        for key, claim in office.claims.items()
        if claim["stage"]
    }
    awarded = {key: row for key, row in claims.items() if key in amounts}

    found = [
        *differences("claim", amounts, awarded, {"amount_fen": "amount_fen"}),
        *differences("cap", caps, rows_of(options.caps, "cap_key"), {c: c for c in money_row()}),
        *differences(
            "budget", budgets, rows_of(options.budgets, "budget_id"),
            {"allotted_fen": "allotted_fen", "reserved_fen": "reserved_fen",
             "granted_fen": "committed_fen", "paid_fen": "spent_fen",
             "recovered_fen": "recovered_fen"},
        ),
    ]  # fmt: skip
    for line in found:
        print(line)
    total = sum(row["paid_fen"] for row in caps.values())
    print(f"{len(amounts)} awards, {len(caps)} caps, {len(budgets)} budgets; paid {total} fen; "
          f"{len(found)} differences")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
