#include "services/readmodels/testing/random_history.h"

#include <fmt/format.h>

namespace debut::readmodels::testing {
namespace {

namespace gv1 = grants::v1;

std::string OrderId(const Books::Entry& entry) {
  return fmt::format("O-{}-{}", entry.award.claim_id, entry.orders_count);
}

}  // namespace

RandomHistory::RandomHistory(std::uint64_t seed) : random_(seed) {}

void RandomHistory::Step(eventstore::EventStore& log) {
  const std::uint64_t chance = Below(10);
  if (chance == 0) return Background(log);
  if (chance == 9 && !paid_claims_.empty()) {
    return AfterPayment(log, books_.entries.at(paid_claims_[Below(paid_claims_.size())]));
  }
  if (chance < 3 || open_claims_.empty()) return Submit(log);
  const std::size_t chosen = Below(open_claims_.size());
  Books::Entry& entry = books_.entries.at(open_claims_[chosen]);
  if (entry.state != gv1::CLAIM_STATE_ORDERED && Below(8) == 0) {
    End(log, entry);
  } else {
    Advance(log, entry);
  }
  const bool ended = entry.state == gv1::CLAIM_STATE_PAID ||
                     entry.state == gv1::CLAIM_STATE_REFUSED ||
                     entry.state == gv1::CLAIM_STATE_WITHDRAWN;
  if (entry.state == gv1::CLAIM_STATE_PAID) paid_claims_.push_back(entry.award.claim_id);
  if (ended) open_claims_.erase(open_claims_.begin() + static_cast<std::ptrdiff_t>(chosen));
}

void RandomHistory::Background(eventstore::EventStore& log) {
  const std::string enterprise = fmt::format("E-{}", Below(6));
  const std::string product = fmt::format("P-{}", Below(5));
  const std::string date = fmt::format("20{}-0{}-1{}", 20 + Below(3), 1 + Below(9), Below(10));
  switch (Below(5)) {
    case 0: {
      const auto fact = Allotted(
          Below(2) == 0 ? policy::v1::MEASURE_FIRST_MARKET_ENTRY : policy::v1::MEASURE_FINANCING,
          2021 + static_cast<std::uint32_t>(Below(2)),
          static_cast<std::int64_t>(1 + Below(1'000'000'000)));
      Record(log, fact);
      books_.allotted_fen[fact.budget_id()] += fact.amount_fen();
      return;
    }
    case 1: {
      const std::string name = fmt::format("企业{}", Below(1000));
      Record(log, books_.names.contains(enterprise) ? Renamed(enterprise, name, "2020-01-01")
                                                    : Renamed(enterprise, name, "2018-01-01"));
      books_.names[enterprise] = name;
      return;
    }
    case 2:
      Record(log, Certified(product, certification::v1::LEVEL_DOMESTIC, date));
      return;
    case 3:
      Record(log, Listed(product, date.substr(0, 4), date));
      return;
    default:
      Record(log, Delisted(product, certification::v1::DELISTING_KIND_EXPIRED, date),
             LevelChanged(product, certification::v1::LEVEL_INTERNATIONAL, date));
  }
}

void RandomHistory::Submit(eventstore::EventStore& log) {
  Award award;
  award.claim_id = fmt::format("C-{:05}", books_.entries.size());
  award.enterprise_id = fmt::format("E-{}", Below(6));
  award.round_year = 2021 + static_cast<std::uint32_t>(Below(2));
  award.product_id = Below(4) == 0 ? "" : fmt::format("P-{}", Below(5));
  award.evidence_key = "contract/" + award.claim_id;
  award.amount_fen = static_cast<std::int64_t>(1 + Below(30'000'000));
  switch (Below(3)) {
    case 0:
      award.cap_key = fmt::format("m3/F-{}", Below(8));
      break;
    case 1:
      award.measure = policy::v1::MEASURE_FINANCING;
      award.limit_year = award.round_year - 1;
      award.cap_key = fmt::format("m7/{}/ip-pledge/{}", award.enterprise_id, award.limit_year);
      award.cap_fen = 50'000'000;
      break;
    default:
      award.measure = policy::v1::MEASURE_INTERNATIONAL_EXCHANGE;
  }
  award.budget_id = fmt::format("{}/{}", static_cast<int>(award.measure), award.round_year);
  Record(log, Submitted(award));
  books_.entries[award.claim_id] = {.award = award,
                                    .stage = Stage::kNone,
                                    .state = gv1::CLAIM_STATE_SUBMITTED,
                                    .orders_count = 0,
                                    .recovered_fen = 0,
                                    .reported = false};
  open_claims_.push_back(award.claim_id);
}

void RandomHistory::Advance(eventstore::EventStore& log, Books::Entry& entry) {
  switch (entry.state) {
    case gv1::CLAIM_STATE_SUBMITTED:
      Record(log, Accepted(entry.award, static_cast<std::uint32_t>(Below(100))));
      entry.state = gv1::CLAIM_STATE_ACCEPTED;
      return;
    case gv1::CLAIM_STATE_ACCEPTED:
      Record(log, Computed(entry.award));
      entry.state = gv1::CLAIM_STATE_COMPUTED;
      return;
    case gv1::CLAIM_STATE_COMPUTED:
      Record(log, Proposed(entry.award));
      entry.state = gv1::CLAIM_STATE_PROPOSED;
      entry.stage = Stage::kReserved;
      return;
    case gv1::CLAIM_STATE_PROPOSED:
      Record(log, NoticeOpened(entry.award, "2021-04-01"));
      entry.state = gv1::CLAIM_STATE_NOTICE_OPEN;
      return;
    case gv1::CLAIM_STATE_NOTICE_OPEN:
      Record(log, NoticeClosed(entry.award));
      entry.state = gv1::CLAIM_STATE_NOTICE_CLOSED;
      return;
    case gv1::CLAIM_STATE_NOTICE_CLOSED:
      Record(log, Granted(entry.award));
      entry.state = gv1::CLAIM_STATE_GRANTED;
      entry.stage = Stage::kGranted;
      return;
    default:
      AdvancePayment(log, entry);
  }
}

void RandomHistory::AdvancePayment(eventstore::EventStore& log, Books::Entry& entry) {
  if (entry.state != gv1::CLAIM_STATE_ORDERED) {
    ++entry.orders_count;
    Record(log, Ordered(entry.award, OrderId(entry)));
    entry.state = gv1::CLAIM_STATE_ORDERED;
  } else if (Below(2) == 0) {
    Record(log, Returned(entry.award, OrderId(entry)));
    entry.state = gv1::CLAIM_STATE_PAYMENT_RETURNED;
  } else {
    Record(log, Settled(entry.award, OrderId(entry)));
    entry.state = gv1::CLAIM_STATE_PAID;
    entry.stage = Stage::kPaid;
  }
}

void RandomHistory::End(eventstore::EventStore& log, Books::Entry& entry) {
  if (entry.stage == Stage::kNone) {
    Record(log, Refused(entry.award));
    entry.state = gv1::CLAIM_STATE_REFUSED;
    return;
  }
  Record(log, Withdrawn(entry.award),
         Released(entry.award, entry.stage == Stage::kGranted ? gv1::RESERVE_STAGE_COMMITTED
                                                              : gv1::RESERVE_STAGE_RESERVED));
  entry.state = gv1::CLAIM_STATE_WITHDRAWN;
  entry.stage = Stage::kReleased;
}

void RandomHistory::Recover(eventstore::EventStore& log, Books::Entry& entry) {
  const std::int64_t held = entry.award.amount_fen - entry.recovered_fen;
  const bool whole = Below(2) == 0;
  const std::int64_t amount =
      whole ? held : static_cast<std::int64_t>(1 + Below(static_cast<std::uint64_t>(held)));
  entry.recovered_fen += amount;
  const bool partly = amount < held && Below(2) == 0;
  Record(log, Recovered(entry.award, amount, partly ? 1 : 0, amount == held));
  entry.state = partly ? gv1::CLAIM_STATE_PARTLY_RECOVERED : gv1::CLAIM_STATE_RECOVERED;
}

void RandomHistory::AfterPayment(eventstore::EventStore& log, Books::Entry& entry) {
  const bool all_back = entry.recovered_fen == entry.award.amount_fen;
  if (entry.state == gv1::CLAIM_STATE_PARTLY_RECOVERED) return Recover(log, entry);
  if (!entry.reported && !all_back && Below(2) == 0) {
    Record(log, Reported(entry.award));
    entry.reported = true;
    entry.state = gv1::CLAIM_STATE_PERFORMANCE_REPORTED;
  } else if (!all_back) {
    Recover(log, entry);
  }
}

}  // namespace debut::readmodels::testing
