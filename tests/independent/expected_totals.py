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
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from fractions import Fraction

YUAN = 100
CAP_OF_LEVEL = {"LEVEL_INTERNATIONAL": 2_000_000 * YUAN, "LEVEL_DOMESTIC": 1_000_000 * YUAN}
CAP_OF_PREMIUMS = 1_000_000 * YUAN
CAP_OF_INTEREST = 500_000 * YUAN
SHANGHAI = timezone(timedelta(hours=8))
MEASURES = {
    "MEASURE_STANDARDS": 2,
    "MEASURE_FIRST_MARKET_ENTRY": 3,
    "MEASURE_INSURANCE": 4,
    "MEASURE_INTERNATIONAL_EXCHANGE": 6,
    "MEASURE_FINANCING": 7,
}


def fen(value):
    """An amount as commands give it: fen, or a text with 元 or 万元."""
    if isinstance(value, int):
        return value
    if value.isdigit():
        return int(value)
    match = re.fullmatch(r"([\d,.]+)(万元|元)?", value)
    number = Decimal(match[1].replace(",", ""))
    scaled = number * {None: 1, "元": YUAN, "万元": 10_000 * YUAN}[match[2]]
    assert scaled == int(scaled), value
    return int(scaled)


def money_row():
    return {"reserved_fen": 0, "granted_fen": 0, "paid_fen": 0, "recovered_fen": 0}


def used(row):
    return row["reserved_fen"] + row["granted_fen"] + row["paid_fen"] - row["recovered_fen"]


def paid_year(request):
    """The calendar year of a payment in Shanghai."""
    if "paid_time" in request:
        moment = datetime.fromisoformat(request["paid_time"].replace("Z", "+00:00"))
        return moment.astimezone(SHANGHAI).year
    return int(request["paid_date"][:4])


def pro_rata(entitlements, budget):
    """By the order of the list: floors, then the left-over fen by the largest remainders."""
    total = sum(entitlements)
    amounts = [e * budget // total for e in entitlements]
    by_remainder = sorted(range(len(entitlements)), key=lambda i: -(entitlements[i] * budget % total))
    for i in by_remainder[: budget - sum(amounts)]:
        amounts[i] += 1
    return amounts


def largest_rate(bases, limits, budget, ceiling):
    """The largest r ≤ ceiling with Σ min(r·A, cap) ≤ budget: tried between the rates of the caps."""
    rates = sorted({Fraction(limit, base) for base, limit in zip(bases, limits)} | {ceiling})
    best = Fraction(0)
    for above in rates:
        capped = [limit if Fraction(limit, base) < above else None
                  for base, limit in zip(bases, limits)]  # fmt: skip
        free = sum(base for base, limit in zip(bases, capped) if limit is None)
        rest = budget - sum(limit for limit in capped if limit is not None)
        if free and rest > 0:
            best = max(best, min(Fraction(rest, free), above, ceiling))
    return best


BASES = ("first_market_entry", "insurance", "financing", "standards", "exchange")


class Office:
    """What the commands that were done say, and the awards that follow from the rules."""

    def __init__(self, states):
        self.states = states  # Of claims, as the system says: only to know who won a race.
        self.contracts = {}
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
        self.signed = {}  # Date by contract.
        self.changes = defaultdict(list)  # Of levels, (date, level) by product.
        self.void = set()  # Products.
        self.standards = {}  # Tier and series by standard.
        self.roles = {}  # By (standard, drafter).
        self.events = {}  # Kind and year by event.
        self.expenses = {}
        self.reduced = {}  # Amount by claim.
        self.restored = defaultdict(int)  # To budgets.
        self.requests = set()

    # Facts.

    def certification_CertifyProduct(self, r):
        self.changes[r["product_id"]].append(("", r["level"]))

    def certification_ChangeProductLevel(self, r):
        self.changes[r["product_id"]].append((r["effective_date"], r["level"]))

    def level_on(self, product, date):
        return [level for since, level in self.changes[product] if since <= date][-1]

    def certification_DelistProduct(self, r):
        if r["kind"] == "DELISTING_KIND_VOID":
            self.void.add(r["product_id"])

    def standards_ProposeStandard(self, r):
        self.standards[r["standard_id"]] = r["tier"]

    def standards_NameDrafter(self, r):
        self.roles[r["standard_id"], r["enterprise_id"]] = r["role"]

    def exchange_PlanEvent(self, r):
        self.events[r["event_id"]] = r["kind"], int(r["ends_date"][:4])

    def exchange_RecordExpense(self, r):
        self.expenses[r["expense_id"]] = {"category": r["category"], "approved": 0}

    def exchange_ApproveExpense(self, r):
        self.expenses[r["expense_id"]]["approved"] = fen(r["approved_fen"])

    def market_SignContract(self, r):
        self.signed[r["contract_id"]] = r["signed_date"]
        price = r.get("foreign_price")
        if price:
            rate = Fraction(int(price["rate_numerator"]), int(price["rate_denominator"]))
            for line in r["lines"]:
                line["amount_fen"] = str(int(int(line["amount_minor"]) * rate))
        self.market_AmendContract(r)

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
        policy, year = self.policies[r["policy_id"]], paid_year(r)
        policy["paid"][r["voucher_number"]] = year
        self.premiums[policy["holder"], year] += fen(r["amount_fen"])

    def insurance_RecordPremiumRefund(self, r):
        policy = self.policies[r["policy_id"]]
        year = policy["paid"][r["voucher_number"]]
        self.premiums[policy["holder"], year] -= fen(r["amount_fen"])

    def financing_SignLoan(self, r):
        self.loans[r["loan_id"]] = r["enterprise_id"], r["type"]

    def financing_RecordInterestPayment(self, r):
        self.interest[(*self.loans[r["loan_id"]], paid_year(r))] += fen(r["normal_fen"])

    # Money.

    def grants_AllotBudget(self, r):
        self.allotted[f"{MEASURES[r['measure']]}/{r['budget_year']}"] += fen(r["amount_fen"])

    def grants_OpenRound(self, r):
        self.rounds[r["round_id"]] = r

    def grants_SubmitClaim(self, r):
        round_ = self.rounds[r["round_id"]]
        claim = {"round": round_, "stage": None, "amount": 0, "recovered": 0}
        claim["budget_id"] = f"{MEASURES[round_['measure']]}/{round_['budget_year']}"
        basis = next(k for k in BASES if k in r)
        getattr(self, "claim_" + basis)(claim, r["enterprise_id"], r[basis])
        self.claims[r["claim_id"]] = claim

    def claim_first_market_entry(self, claim, who, basis):
        product = basis["product_id"]
        contracts = list(basis.get("contract_ids") or self.case_members[product])
        claim["cap_key"] = f"m3/{product}"  # No product of the file belongs to another's family.
        level = self.level_on(product, min(self.signed[c] for c in self.case_members[product]))
        claim["cap"] = CAP_OF_LEVEL[level]
        claim["base"] = lambda: sum(self.contracts[c][product] for c in contracts)
        claim["raw"] = lambda: 0 if product in self.void else claim["base"]()

    def claim_insurance(self, claim, who, basis):
        year = basis["limit_year"]
        claim["cap_key"], claim["cap"] = f"m4/{who}/{year}", CAP_OF_PREMIUMS
        claim["raw"] = lambda: self.premiums[who, year]
        claim["yearly"] = True

    def claim_financing(self, claim, who, basis):
        kind, year = basis["credit_product"], basis["limit_year"]
        claim["cap_key"] = f"m7/{who}/{kind.removeprefix('LOAN_TYPE_')}/{year}"
        claim["cap"] = CAP_OF_INTEREST
        claim["raw"] = lambda: self.interest[who, kind, year]
        claim["yearly"] = True

    def claim_standards(self, claim, who, basis):
        guide = claim["round"]["standards_guide"]
        rewards = {(row["tier"], row["role"]): fen(row["amount_fen"]) for row in guide["rows"]}
        named = [s["standard_id"] for s in basis["standards"]]
        claim["cap_key"], claim["cap"] = f"m2/{who}/{basis['limit_year']}", self.guide_cap(guide)
        claim["raw"] = lambda: sum(rewards[self.standards[s], self.roles[s, who]] for s in named)

    def claim_exchange(self, claim, who, basis):
        guide = claim["round"]["exchange_guide"]
        kind, year = self.events[basis["event_id"]]
        limits = {row["category"]: fen(row["limit_fen"])
                  for row in guide["rows"] if row["event_kind"] == kind}  # fmt: skip
        claim["cap"] = self.guide_cap(guide)
        claim["cap_key"] = f"m6/{who}/{year}" if claim["cap"] is not None else None

        def eligible():
            sums = defaultdict(int)
            for expense in map(self.expenses.get, basis["expense_ids"]):
                sums[expense["category"]] += expense["approved"]
            return sum(min(amount, limits[category]) for category, amount in sums.items())

        claim["raw"] = eligible

    @staticmethod
    def guide_cap(guide):
        cap = guide["cap_per_enterprise_year"]
        return None if cap.get("none") else fen(cap["fen"])

    def due(self, claim, by_others):
        """What a claim is worth beside what others have under its cap."""
        rate = claim["round"].get("rate_numerator", "1"), claim["round"].get("rate_denominator", "1")
        amount = claim["raw"]() * int(rate[0]) // int(rate[1])
        if claim.get("yearly"):  # The entitlement is everybody's of the year.
            return max(0, min(amount, claim["cap"]) - by_others)
        return amount if claim["cap"] is None else max(0, min(amount, claim["cap"] - by_others))

    def others(self, claim):
        own = claim["amount"] - claim["recovered"] if claim["stage"] else 0
        return used(self.caps[claim["cap_key"]]) - own

    def move(self, claim, to):
        row = self.caps[claim["cap_key"]]
        if claim["stage"]:
            row[claim["stage"]] -= claim["amount"]
        if to:
            row[to] += claim["amount"]
        claim["stage"] = to

    def grants_DecideReduction(self, r):
        round_ = self.rounds[r["round_id"]]
        waiting = {key: claim for key, claim in self.claims.items()
                   if claim["round"] is round_ and not claim["stage"]}  # fmt: skip
        dues = [self.due(claim, self.others(claim)) for claim in waiting.values()]
        budget = fen(r["budget_fen"])
        if round_["reduction_mode"] == "REDUCTION_MODE_PRO_RATA":
            amounts = pro_rata(dues, budget)
        elif round_["reduction_mode"] == "REDUCTION_MODE_RATE":
            bases = [claim["base"]() for claim in waiting.values()]
            limits = [claim["cap"] for claim in waiting.values()]
            ceiling = Fraction(int(round_["rate_numerator"]), int(round_["rate_denominator"]))
            rate = largest_rate(bases, limits, budget, ceiling)
            amounts = [min(int(base * rate), limit) for base, limit in zip(bases, limits)]
        else:
            sys.exit(f"a way to reduce that is not known here: {round_}")
        self.reduced.update(zip(waiting, amounts))

    def grants_ProposeAward(self, r):
        claim = self.claims[r["claim_id"]]
        amount = self.due(claim, self.others(claim))
        claim["amount"] = min(amount, self.reduced.get(r["claim_id"], amount))
        self.move(claim, "reserved_fen")

    def grants_ProposeClawback(self, r):
        claim = self.claims[r["claim_id"]]
        held = claim["amount"] - claim["recovered"]
        claim["outstanding"] = held - self.due(claim, self.others(claim))
        assert claim["outstanding"] > 0, r

    def grants_RecordRecovery(self, r):
        claim, amount = self.claims[r["claim_id"]], fen(r["amount_fen"])
        claim["recovered"] += amount
        claim["outstanding"] -= amount
        assert claim["outstanding"] >= 0, r
        self.caps[claim["cap_key"]]["recovered_fen"] += amount
        if r["recovered_date"][:4] == str(claim["round"]["budget_year"]):
            self.restored[claim["budget_id"]] += amount

    def grants_GrantSubsidy(self, r):
        self.move(self.claims[r["claim_id"]], "granted_fen")

    def grants_OrderPayment(self, r):
        self.orders[r["order_id"]] = self.claims[r["claim_id"]]

    def grants_SettlePayment(self, r):
        self.move(self.orders[r["order_id"]], "paid_fen")

    def grants_WithdrawClaim(self, r):
        self.move(self.claims[r["claim_id"]], None)

    grants_RefuseClaim = grants_WithdrawClaim

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
                request_id = entry["request"].get("request_id")
                if request_id is None or request_id not in self.requests:
                    self.do(entry["call"], entry["request"])
                self.requests.add(request_id)


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

    caps = {key: row for key, row in office.caps.items() if key and any(row.values())}
    budgets = defaultdict(lambda: defaultdict(int))
    for budget_id, amount in office.allotted.items():
        budgets[budget_id]["allotted_fen"] = amount
    for claim in office.claims.values():
        if claim["stage"]:
            budgets[claim["budget_id"]][claim["stage"]] += claim["amount"]
            budgets[claim["budget_id"]]["recovered_fen"] += claim["recovered"]
    for budget_id, amount in office.restored.items():
        budgets[budget_id]["paid_fen"] -= amount
    amounts = {
        key: {"amount_fen": claim["amount"], "recovered_fen": claim["recovered"]}
        for key, claim in office.claims.items()
        if claim["stage"]
    }
    awarded = {key: row for key, row in claims.items() if key in amounts}

    found = [
        *differences("claim", amounts, awarded, {c: c for c in ("amount_fen", "recovered_fen")}),
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
