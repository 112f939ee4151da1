"""Caps and budgets folded from the facts, by arithmetic of its own, judged at every position."""

import collections

YUAN = 100
GRANTS = "debut.grants.v1."
CAP_OF_LEVEL = {1: 2_000_000 * YUAN, 2: 1_000_000 * YUAN}  # International, domestic.
FIXED_CAPS = {"m4": 1_000_000 * YUAN, "m7": 500_000 * YUAN}
LEVELS = {"debut.certification.v1.ProductCertified", "debut.certification.v1.ProductLevelChanged"}
COLUMNS = ("reserved_fen", "granted_fen", "paid_fen", "recovered_fen")


def _row():
    return dict.fromkeys(COLUMNS, 0)


def used(row):
    return row["reserved_fen"] + row["granted_fen"] + row["paid_fen"] - row["recovered_fen"]


class Claim:
    """An award, and where its money is."""

    def __init__(self, cap_key, budget_id, amount, evidence):
        self.cap_key = cap_key
        self.budget_id = budget_id
        self.amount = amount
        self.stage = "reserved_fen"
        self.evidence = evidence


class Money:
    """Looks at a log from its first entry on. `findings`: what was broken, and where."""

    def __init__(self, contract):
        self._contract = contract
        self.caps = collections.defaultdict(_row)
        self.budgets = collections.defaultdict(_row)
        self.allotted = collections.defaultdict(int)
        self.restored = collections.defaultdict(int)  # To budgets, of what was spent.
        self.claims = {}
        self.evidence = {}  # Claim by key, of live awards.
        self.levels = {}  # The highest cap that a product's level has given, by family.
        self.family_of = {}
        self.guide_caps = {}  # By measure; None: no cap.
        self.awards_count = 0
        self._ended = set()
        self.findings = []
        self._position = 0

    def look(self, entry):
        handler = getattr(self, "_" + entry.event.type.rpartition(".")[2], None)
        is_money = entry.event.type.startswith(GRANTS)
        if handler is None or not (is_money or entry.event.type in LEVELS):
            return
        fact = self._contract.message(entry.event.type).FromString(entry.event.payload)
        self._position = entry.position
        handler(fact)

    def _find(self, text):
        self.findings.append(f"at {self._position}: {text}")

    def cap_of(self, cap_key):
        """In fen; None: no cap is known."""
        measure, _, rest = cap_key.partition("/")
        if measure == "m3":
            return self.levels.get(rest)
        return FIXED_CAPS.get(measure, self.guide_caps.get(measure))

    def _judge(self, cap_key, budget_id):
        limit = self.cap_of(cap_key) if cap_key else None
        if cap_key.startswith(("m3/", "m4/", "m7/")) and limit is None:
            self._find(f"{cap_key} has no cap")
        elif limit is not None and used(self.caps[cap_key]) > limit:
            self._find(f"{used(self.caps[cap_key])} fen of {limit} are used under {cap_key}")
        taken = self.taken(budget_id)
        if taken > self.allotted[budget_id]:
            self._find(f"{taken} fen of {self.allotted[budget_id]} of {budget_id} are taken")
        rows = [self.budgets[budget_id], *([self.caps[cap_key]] if cap_key else [])]
        if any(value < 0 for row in rows for value in row.values()):
            self._find(f"a sum of {cap_key} or {budget_id} is negative")

    def taken(self, budget_id):
        row = self.budgets[budget_id]
        held = row["reserved_fen"] + row["granted_fen"] + row["paid_fen"]
        return held - self.restored[budget_id]

    def _move(self, claim, column, amount):
        if claim.cap_key:
            self.caps[claim.cap_key][column] += amount
        self.budgets[claim.budget_id][column] += amount

    def _the_claim(self, fact):
        claim = self.claims.get(fact.claim_id)
        if claim is None:
            self._find(f"{fact.claim_id} has no award")
        return claim

    # Limits.

    def _ProductCertified(self, fact):
        self.family_of[fact.product_id] = fact.family_id or fact.product_id
        self._ProductLevelChanged(fact)

    def _ProductLevelChanged(self, fact):
        family = self.family_of.get(fact.product_id, fact.product_id)
        cap = CAP_OF_LEVEL.get(fact.level, 0)
        self.levels[family] = max(self.levels.get(family, 0), cap)

    def _RoundOpened(self, fact):
        for measure, field in (("m2", "standards_guide"), ("m6", "exchange_guide")):
            if not fact.HasField(field):
                continue
            cap = getattr(fact, field).cap_per_enterprise_year
            value = None if cap.WhichOneof("cap") == "none" else cap.fen
            before = self.guide_caps.get(measure, 0)
            highest = None if value is None or before is None else max(before, value)
            self.guide_caps[measure] = highest

    def _BudgetAllotted(self, fact):
        self.allotted[fact.budget_id] += fact.amount_fen
        self._judge("", fact.budget_id)

    def _BudgetTransferred(self, fact):
        self.allotted[fact.from_budget_id] -= fact.amount_fen
        self.allotted[fact.to_budget_id] += fact.amount_fen
        self._judge("", fact.from_budget_id)

    def _BudgetLapsed(self, fact):
        self.allotted[fact.budget_id] -= fact.amount_fen
        self._judge("", fact.budget_id)

    # Awards.

    def _AwardProposed(self, fact):
        if fact.claim_id in self.claims and self.claims[fact.claim_id].stage:
            self._find(f"{fact.claim_id} is proposed twice")
        if fact.amount_fen <= 0 or fact.amount_fen != fact.sheet.award_fen:
            self._find(f"{fact.claim_id} is awarded {fact.amount_fen} fen")
        keys = [use.evidence_key for use in fact.evidence]
        for key in keys:
            if self.evidence.setdefault(key, fact.claim_id) != fact.claim_id:
                self._find(f"{key} is used by {self.evidence[key]} and {fact.claim_id}")
        claim = Claim(fact.cap_key, fact.budget_id, fact.amount_fen, keys)
        self.claims[fact.claim_id] = claim
        self.awards_count += 1
        self._move(claim, "reserved_fen", fact.amount_fen)
        self._judge(claim.cap_key, claim.budget_id)

    def _ReserveReleased(self, fact):
        claim = self._the_claim(fact)
        if claim is None:
            return
        if claim.stage not in ("reserved_fen", "granted_fen") or fact.amount_fen != claim.amount:
            self._find(f"{fact.claim_id} releases {fact.amount_fen} fen that it does not hold")
            return
        self._move(claim, claim.stage, -claim.amount)
        claim.stage = None
        for key in claim.evidence:
            self.evidence.pop(key, None)
        self._judge(claim.cap_key, claim.budget_id)

    def _step(self, fact, before, after):
        claim = self._the_claim(fact)
        if claim is None:
            return
        if claim.stage != before or fact.amount_fen != claim.amount:
            self._find(f"{fact.claim_id}: {fact.amount_fen} fen go to {after} from {claim.stage}")
            return
        self._move(claim, before, -claim.amount)
        self._move(claim, after, claim.amount)
        claim.stage = after
        self._judge(claim.cap_key, claim.budget_id)

    def _SubsidyGranted(self, fact):
        self._step(fact, "reserved_fen", "granted_fen")

    def _PaymentSettled(self, fact):
        self._step(fact, "granted_fen", "paid_fen")

    def _AwardAdjusted(self, fact):
        claim = self._the_claim(fact)
        if claim is None:
            return
        if claim.stage is None or fact.amount_fen + fact.released_fen != claim.amount:
            self._find(f"{fact.claim_id} is adjusted to {fact.amount_fen} fen")
            return
        self._move(claim, claim.stage, -fact.released_fen)
        claim.amount = fact.amount_fen
        self._judge(claim.cap_key, claim.budget_id)

    def _RecoveryRecorded(self, fact):
        claim = self._the_claim(fact)
        if claim is None:
            return
        if claim.stage != "paid_fen":
            self._find(f"{fact.claim_id} pays back what it has not")
        self._move(claim, "recovered_fen", fact.amount_fen)
        if fact.destination == 1:  # Back to the budget.
            self.restored[claim.budget_id] += fact.amount_fen
        for use in fact.evidence:
            self.evidence.pop(use.evidence_key, None)
        self._judge(claim.cap_key, claim.budget_id)

    def _ClaimWithdrawn(self, fact):
        self._ended.add(fact.claim_id)

    _ClaimRefused = _ClaimWithdrawn

    def unreleased(self):
        """Between two appends: findings of claims that have ended and still hold money."""
        ended, self._ended = self._ended, set()
        holding = [c for c in ended if c in self.claims
                   and self.claims[c].stage in ("reserved_fen", "granted_fen")]  # fmt: skip
        return [f"{claim_id} has ended and holds money" for claim_id in sorted(holding)]

    # What the read models say.

    def compare_caps(self, rows):
        """`rows`: messages debut.readmodels.v1.Cap. Findings."""
        findings = []
        mine = {key: row for key, row in self.caps.items() if key}
        for key in sorted(set(mine) ^ {row.cap_key for row in rows}):
            findings.append(f"cap {key} is in one of log and read model only")
        for row in rows:
            expected = mine.get(row.cap_key, _row())
            for column in COLUMNS:
                if getattr(row, column) != expected[column]:
                    findings.append(f"cap {row.cap_key}: {column} is {getattr(row, column)} in the "
                                    f"read model, {expected[column]} in the log")  # fmt: skip
            limit = self.cap_of(row.cap_key)
            if limit is not None and row.room_fen != limit - used(expected):
                findings.append(f"cap {row.cap_key}: room is {row.room_fen}, "
                                f"{limit - used(expected)} is left")  # fmt: skip
        return findings

    def compare_budgets(self, rows):
        """`rows`: messages debut.readmodels.v1.Budget. Findings."""
        findings = []
        for key in sorted(set(self.allotted) ^ {row.budget_id for row in rows}):
            findings.append(f"budget {key} is in one of log and read model only")
        for row in rows:
            mine, restored = self.budgets[row.budget_id], self.restored[row.budget_id]
            expected = {
                "allotted_fen": self.allotted[row.budget_id],
                "reserved_fen": mine["reserved_fen"],
                "committed_fen": mine["granted_fen"],
                "spent_fen": mine["paid_fen"] - restored,
                "recovered_fen": mine["recovered_fen"],
                "room_fen": self.allotted[row.budget_id] - self.taken(row.budget_id),
            }
            for column, value in expected.items():
                if getattr(row, column) != value:
                    findings.append(f"budget {row.budget_id}: {column} is {getattr(row, column)} "
                                    f"in the read model, {value} in the log")  # fmt: skip
        return findings
