#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "debut/promotion/v1/promotion_service.pb.h"
#include "decision/view.h"
#include "domain/certification/catalogue.h"
#include "domain/market/contract_file.h"

namespace debut::promotion {

// Something that was done for promotion, as it is counted.
struct Deed {
  v1::StatisticKind kind = v1::STATISTIC_KIND_UNSPECIFIED;
  std::uint32_t year = 0;
  std::set<certification::v1::Field> fields = {};  // Named by the fact itself.
  std::set<std::string> product_ids = {};          // Whose fields count, too.
  std::string contract_id = {};                    // Of an outcome.

  bool operator==(const Deed&) const = default;
};

// All that was done for promotion and not withdrawn.
struct Deeds {
  std::map<std::string, Deed> deeds = {};  // By "<tag>:<id>".

  eventstore::Query Selects() const;
  void Apply(const eventstore::SequencedEvent& event);
  std::set<std::string> ContractIds() const;
  bool operator==(const Deeds&) const = default;

 private:
  void ApplyDemands(const eventstore::SequencedEvent& event);
  void ApplyEvents(const eventstore::SequencedEvent& event);
  void ApplyOutcomes(const eventstore::SequencedEvent& event);
};

// Several contracts at once.
struct ContractFiles {
  std::map<std::string, market::ContractFile> files = {};  // By id.

  explicit ContractFiles(const std::set<std::string>& contract_ids);
  eventstore::Query Selects() const;
  void Apply(const eventstore::SequencedEvent& event);
  bool operator==(const ContractFiles&) const = default;
};

static_assert(decision::View<Deeds> && decision::View<ContractFiles>);

// Rows by year, kind and field, the total of a kind first. `contracts` has those of the outcomes.
std::vector<v1::StatisticsRow> StatisticsOf(const Deeds& deeds,
                                            const certification::Catalogue& catalogue,
                                            const ContractFiles& contracts);

}  // namespace debut::promotion
