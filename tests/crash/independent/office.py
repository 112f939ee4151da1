"""The people of the office: what they put on record before a run, and what they do during it.

All claims are of measure 3. Each family has one cap of 1,000,000 yuan, each award is 120,000, all
share budget 3/2021, which is allotted bit by bit: several officers race for the last of both.
"""

import collections
import itertools
import random
import threading
import time
import zlib

from contract import ROOT
from ledger import OK, REFUSED, UNKNOWN
from workload import AFTER_ERROR_SECONDS

MAKER, BUYER, LABORATORY = "E-1", "B-1", "L-1"
CODES = {MAKER: "91110108MA01000010", BUYER: "91350100M000100Y43",
         LABORATORY: "12100000400010001P"}  # fmt: skip
FAMILIES_COUNT = 16
FAMILIES_AT_ONCE = 3  # Whose caps are raced for; the next ones when these are paid out.
CONTRACT_FEN = 40_000_000  # An award of 12,000,000 at 30 %.
ALLOTTED_FEN = 100_000_000
ANSWER_SECONDS_MAX = 120
EXPECTED_REFUSALS = {"CAP_EXHAUSTED", "BUDGET_EXCEEDED", "CLAIM_STATE_UNFIT"}


class Unexpected(Exception):
    """A command that has to go well was refused."""


class Commands:
    """Commands that are sent again, with the same request id, until they are answered."""

    _serial = itertools.count(1)

    def __init__(self, caller, prefix, stopped=lambda: False):
        self._caller = caller
        self._prefix = prefix
        self._stopped = stopped

    def do(self, context, name, principal, request):
        """The operation with its outcome, and the answer; UNKNOWN only once it is stopped."""
        request_id = f"{self._prefix}-{next(self._serial)}"
        request = {**request, "request_id": request_id}
        deadline = time.monotonic() + ANSWER_SECONDS_MAX
        while True:
            operation, answer = self._caller.command(context, name, principal, request)
            if operation.outcome in (OK, REFUSED) or self._stopped():
                return operation, answer
            if time.monotonic() > deadline:
                raise Unexpected(f"{context}.{name}: no answer: {operation.text}")
            if operation.outcome == UNKNOWN:
                time.sleep(AFTER_ERROR_SECONDS)

    def must(self, context, name, principal, request):
        operation, answer = self.do(context, name, principal, request)
        if operation.outcome != OK and not self._stopped():
            what = f"{context}.{name} {str(request)[:300]}"
            raise Unexpected(f"{what}: {operation.outcome} {operation.text}")
        return answer


def prepare(caller, families=FAMILIES_COUNT):
    """Everything that claims rest on. Through the public API."""
    commands = Commands(caller, "prepare")
    must = commands.must
    policy = ROOT / "deploy/policy/first-created-products-2020.txtpb"
    must("policy", "AdoptPolicy", "周敏", {
        "text": policy.read_text(encoding="utf-8"), "effective_date": "2020-12-30",
        "document": "中科园发〔2020〕30号"})  # fmt: skip
    for party, code in CODES.items():
        must("registry", "RegisterEnterprise", "张伟", {
            "enterprise_id": party, "credit_code": code, "name": f"测试单位 {party}",
            "registered_date": "2020-01-02"})  # fmt: skip
    must("registry", "RecordZoneRegistration", "张伟",
         {"enterprise_id": MAKER, "from_date": "2018-01-01"})  # fmt: skip
    must("registry", "RecordSmeStatus", "张伟", {
        "enterprise_id": MAKER, "is_sme": True, "from_date": "2018-01-01",
        "document": "入库登记"})  # fmt: skip
    must("certification", "RegisterLaboratory", "刘洋", {
        "laboratory_id": LABORATORY, "registered_date": "2020-12-31",
        "document": "检测机构名录"})  # fmt: skip
    must("certification", "AccreditLaboratory", "刘洋", {
        "laboratory_id": LABORATORY, "accreditation_number": "CMA-1",
        "fields": ["FIELD_INTELLIGENT_TRANSPORT"], "from_date": "2019-01-01",
        "to_date": "2024-12-31"})  # fmt: skip
    products = [f"P-{n}" for n in range(1, families + 1)]
    for product in products:
        _certify(must, product)
    must("certification", "PublishCatalogueEdition", "刘洋", {
        "year": 2021, "published_date": "2021-03-01", "document": "目录（2021年）",
        "product_ids": products})  # fmt: skip
    allot(commands)
    _prepare_other_contexts(must)
    return products


def _certify(must, product):
    must("certification", "SubmitProduct", "王芳", submission(product))
    must("certification", "FileTestReport", "王芳", {
        "product_id": product, "report_number": "检-1", "laboratory_id": LABORATORY,
        "issued_date": "2021-01-20", "passed": True})  # fmt: skip
    for expert in ("expert-1", "expert-2", "expert-3"):
        must("certification", "AssignExpert", "王芳", {
            "product_id": product, "expert_id": expert, "assigned_date": "2021-01-25"})
        must("certification", "SubmitExpertScore", expert, {
            "product_id": product, "expert_id": expert, "score": 80, "level": "LEVEL_DOMESTIC",
            "opinion": "同意"})  # fmt: skip
    must("certification", "CertifyProduct", "刘洋", {
        "product_id": product, "level": "LEVEL_DOMESTIC", "certificate_number": f"首创-{product}",
        "certified_date": "2021-02-08"})  # fmt: skip


def submission(product):
    return {
        "product_id": product, "enterprise_id": MAKER, "name": "车规级固态激光雷达",
        "type": "PRODUCT_TYPE_CORE_TECHNOLOGY", "field": "FIELD_INTELLIGENT_TRANSPORT",
        "claimed_level": "LEVEL_DOMESTIC", "research_completed_date": "2020-06-30",
        "accepted_date": "2021-01-11", "ip_rights": ["发明专利 ZL202010000001"],
    }  # fmt: skip


def _prepare_other_contexts(must):
    must("insurance", "RegisterInsurer", "孙丽", {
        "insurer_id": "I-1", "credit_code": "91110108MA01000023",
        "name": "中关村财产保险股份有限公司"})  # fmt: skip
    must("insurance", "BindInsurancePolicy", "孙丽", {
        "policy_id": "IP-1", "insurer_id": "I-1", "number": "保单-1", "enterprise_id": MAKER,
        "product_ids": ["P-1"], "from_date": "2021-03-01", "to_date": "2022-02-28",
        "premium_fen": 100_000_000_000, "bound_date": "2021-02-20"})  # fmt: skip
    must("financing", "RegisterLender", "孙丽", {
        "lender_id": "B-9", "credit_code": "91110108MA01000023",
        "name": "中关村银行股份有限公司"})  # fmt: skip
    must("financing", "RecordRevenue", "孙丽", {
        "enterprise_id": MAKER, "year": 2019, "revenue_fen": 20_000_000_000,
        "document": "审计报告"})  # fmt: skip


def allot(commands, fen=ALLOTTED_FEN):
    return commands.do("grants", "AllotBudget", "何平", {
        "measure": "MEASURE_FIRST_MARKET_ENTRY", "budget_year": 2021, "amount_fen": fen,
        "document": "预算批复", "allotted_date": "2021-03-15"})  # fmt: skip


class Desk:
    """The claims that lie on the officers' common desk. Thread-safe."""

    def __init__(self, products):
        self._waiting = list(products)
        self.products = [self._waiting.pop(0) for _ in products[:FAMILIES_AT_ONCE]]
        self._exhausted = collections.Counter()
        self._lock = threading.Lock()
        self._contracts = collections.defaultdict(itertools.count)
        self._claims = itertools.count(1)
        self._rounds = itertools.count(1)
        self.computed = []
        self.proposed = []
        self.counts = collections.Counter()

    def exhausted(self, product):
        """A claim found no room under the family's cap; after a few, another family's turn is."""
        with self._lock:
            self._exhausted[product] += 1
            if self._exhausted[product] == 5 and self._waiting and product in self.products:
                self.products[self.products.index(product)] = self._waiting.pop(0)

    def next_contract(self, product):
        with self._lock:
            return next(self._contracts[product])

    def next_claim(self):
        with self._lock:
            return next(self._claims)

    def next_round(self):
        with self._lock:
            return f"R-{next(self._rounds)}"

    def put(self, pile, claim):
        with self._lock:
            pile.append(claim)

    def any_of(self, pile, choose, take):
        """A claim of the pile; `take`: nobody else gets it."""
        with self._lock:
            if not pile:
                return None
            at = choose.randrange(len(pile))
            return pile.pop(at) if take else pile[at]

    def remove(self, pile, claim):
        with self._lock:
            if claim in pile:
                pile.remove(claim)

    def count(self, what):
        with self._lock:
            self.counts[what] += 1


class Officer:
    """Takes claims a step further, in no particular order."""

    def __init__(self, caller, desk, seed, stopped=lambda: False):
        self._caller = caller
        self._desk = desk
        self._random = random.Random(seed)
        self._prefix = f"o{seed}-{self._random.getrandbits(40):x}"
        self._commands = Commands(caller, self._prefix, stopped)
        self._stopped = stopped
        self._next = itertools.count(1)

    def step(self):
        choice = self._random.random()
        if choice < 0.15 or not self._desk.computed:
            return self._file_claim()
        if choice < 0.65:
            return self._propose()
        if choice < 0.8:
            return self._go_on()
        return self._record_elsewhere()

    def _must(self, *call):
        answer = self._commands.must(*call)
        if self._stopped():
            raise _Interrupted
        return answer

    def _file_claim(self):
        """A contract, its place in the family's case, a round and a claim, up to the award."""
        try:
            return self._file_claim_or_stop()
        except _Interrupted:
            return None

    def _file_claim_or_stop(self):
        desk, must = self._desk, self._must
        product = self._random.choice(desk.products)
        number = desk.next_contract(product)
        contract = f"C-{product}-{number}"
        must("market", "SignContract", "孙丽", {
            "contract_id": contract, "seller_id": MAKER, "buyer_id": BUYER, "number": contract,
            "signed_date": "2021-03-08", "amount_fen": CONTRACT_FEN,
            "lines": [{"product_id": product, "amount_fen": CONTRACT_FEN}]})  # fmt: skip
        must("market", "RecordContractPayment", "孙丽", {
            "contract_id": contract, "voucher_number": f"收-{contract}",
            "received_date": "2021-03-20", "amount_fen": CONTRACT_FEN})  # fmt: skip
        case = {"contract_id": contract, "product_id": product}
        # The first officer who gets here opens the case; to the others it is there.
        opened, _ = self._commands.do("market", "OpenFirstEntryCase", "孙丽", case)
        if opened.outcome != OK:
            must("market", "JoinFirstEntryCase", "孙丽", case)
        round_id = desk.next_round()
        must("grants", "OpenRound", "周敏", {
            "round_id": round_id, "measure": "MEASURE_FIRST_MARKET_ENTRY", "round_year": 2021,
            "budget_year": 2021, "rate_numerator": 3, "rate_denominator": 10,
            "opens_date": "2021-06-01", "closes_date": "2021-06-30",
            "document": "申报指南"})  # fmt: skip
        claim = f"CL-{desk.next_claim()}"
        must("grants", "SubmitClaim", "李娜", {
            "claim_id": claim, "round_id": round_id, "enterprise_id": MAKER,
            "submitted_date": "2021-06-10",
            "first_market_entry": {"product_id": product, "contract_ids": [contract]}})
        must("grants", "AcceptClaim", "李娜", {"claim_id": claim, "accepted_date": "2021-06-11"})
        computed, _ = self._commands.do("grants", "ComputeAward", "陈静", {"claim_id": claim})
        if computed.outcome != OK:
            if computed.outcome == REFUSED and computed.text != "CAP_EXHAUSTED":
                raise Unexpected(f"ComputeAward {claim}: {computed.text}")
            desk.exhausted(product)
            return computed
        desk.put(desk.computed, claim)
        desk.count("computed")
        return None

    def _propose(self):
        """What several officers do at once, also with the same claim."""
        desk = self._desk
        claim = desk.any_of(desk.computed, self._random, take=False)
        if claim is None:
            return None
        operation, _ = self._commands.do("grants", "ProposeAward", "赵磊", {
            "claim_id": claim, "proposed_date": "2021-07-05"})  # fmt: skip
        if operation.outcome == OK:
            desk.remove(desk.computed, claim)
            if operation.events_count:
                desk.put(desk.proposed, claim)
                desk.count("proposed")
        elif operation.outcome == REFUSED:
            if operation.text not in EXPECTED_REFUSALS:
                raise Unexpected(f"ProposeAward {claim}: {operation.text}")
            self._caller.count_refusal(operation.text)
            if operation.text == "BUDGET_EXCEEDED" and self._random.random() < 0.2:
                allot(self._commands, self._random.randrange(1, ALLOTTED_FEN))
            if operation.text == "CLAIM_STATE_UNFIT":
                desk.remove(desk.computed, claim)
            if operation.text == "CAP_EXHAUSTED":
                if self._random.random() < 0.05:
                    desk.remove(desk.computed, claim)
                return self._withdraw()
        return operation

    def _withdraw(self):
        desk = self._desk
        claim = desk.any_of(desk.proposed, self._random, take=True)
        if claim is None:
            return None
        operation, _ = self._commands.do("grants", "WithdrawClaim", "李娜", {
            "claim_id": claim, "grounds": "企业主动撤回",
            "withdrawn_date": "2021-07-06"})  # fmt: skip
        desk.count("withdrawn")
        return operation

    def _go_on(self):
        """Back, or on to the payment."""
        desk = self._desk
        if self._random.random() < 0.85:
            return self._withdraw()
        claim = desk.any_of(desk.proposed, self._random, take=True)
        if claim is None:
            return None
        try:
            about = {"claim_id": claim}
            self._must("grants", "OpenNotice", "赵磊", {**about, "opened_date": "2021-07-06"})
            self._must("grants", "CloseNotice", "赵磊", {**about, "closed_date": "2021-08-20"})
            self._must("grants", "GrantSubsidy", "周敏", {
                **about, "granted_date": "2021-08-20", "document": "资助决定"})
            order = {"order_id": f"O-{claim}"}
            self._must("grants", "OrderPayment", "吴强", {
                **about, **order, "ordered_date": "2021-08-21"})
            self._must("grants", "SettlePayment", "吴强", {
                **order, "settled_date": "2021-08-22", "bank_reference": f"ICBC-{claim}"})
            desk.count("paid")
        except _Interrupted:
            pass
        return None

    def _record_elsewhere(self):
        """A fact of one of the contexts that have nothing to do with the claims."""
        name = f"{self._prefix}-{next(self._next)}"
        context, method, principal, request = self._random.choice(ELSEWHERE)(name)
        operation, _ = self._commands.do(context, method, principal, request)
        if operation.outcome == REFUSED:
            raise Unexpected(f"{context}.{method} {request}: {operation.text}")
        return operation


class _Interrupted(Exception):
    """The run was stopped in the middle of a chain of steps."""


ELSEWHERE = [
    lambda name: ("registry", "RenameEnterprise", "张伟", {
        "enterprise_id": BUYER, "name": f"测试单位 {name}", "effective_date": "2021-05-01"}),
    lambda name: ("certification", "SubmitProduct", "王芳", submission(f"P-{name}")),
    lambda name: ("standards", "ProposeStandard", "孙丽", {
        "standard_id": f"S-{name}", "title": f"性能要求及试验方法 {name}",
        "tier": "TIER_NATIONAL", "proposer_id": MAKER, "product_ids": ["P-1"],
        "proposed_date": "2021-03-02"}),
    lambda name: ("insurance", "RecordPremiumPayment", "孙丽", {
        "policy_id": "IP-1", "voucher_number": f"付-{name}",
        "paid_time": "2021-03-01T02:00:00Z", "amount_fen": 100}),
    lambda name: ("exchange", "PlanEvent", "孙丽", {
        "event_id": f"X-{name}", "kind": "EVENT_KIND_EXHIBITION_ABROAD",
        "name": f"慕尼黑国际激光展 {name}", "country": "DE", "city": "Munich",
        "begins_date": "2021-10-05", "ends_date": "2021-10-08",
        "document": "重要境外展会目录（2021年）"}),
    lambda name: ("financing", "RecordRevenue", "孙丽", {
        "enterprise_id": MAKER, "year": 2020, "revenue_fen": 1 + zlib.crc32(name.encode()),
        "document": f"审计报告 {name}"}),
    lambda name: ("promotion", "PublishDemand", "孙丽", {
        "demand_id": f"D-{name}", "party_id": BUYER, "kind": "DEMAND_KIND_KEY_CONSTRUCTION",
        "project_name": f"项目 {name}", "description": "需求",
        "wanted": {"fields": ["FIELD_INTELLIGENT_TRANSPORT"]}, "published_date": "2021-04-01",
        "closes_date": "2022-04-01"}),
    lambda name: ("grants", "AllotBudget", "何平", {
        "measure": "MEASURE_INSURANCE", "budget_year": 2022, "amount_fen": 100,
        "document": f"预算批复 {name}", "allotted_date": "2022-01-01"}),
]  # fmt: skip
