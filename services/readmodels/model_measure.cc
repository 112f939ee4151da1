#include "services/readmodels/model_measure.h"

#include <fmt/format.h>

#include <utility>

#include "absl/strings/ascii.h"
#include "eventstore/lag.h"
#include "services/readmodels/budgets_projector.h"

namespace debut::readmodels {
namespace {

using runtime::Measurement;
using Measurements = std::vector<Measurement>;

void AddModel(const projection::ProjectionStatus& status, const eventstore::EventStore& log,
              absl::Time now, Measurements& measurements) {
  const auto add = [&](const char* name, const char* help, double value) {
    measurements.push_back({name, help, {{"projection", status.name}}, value});
  };
  add("debut_projection_position", "Up to here the log is in the read model",
      static_cast<double>(status.position.value));
  add("debut_projection_rows", "Rows of the read model", static_cast<double>(status.rows_count));
  add("debut_projection_failing", "1: its last attempt to go on has failed",
      status.trouble.ok() ? 0.0 : 1.0);
  const auto lag = eventstore::LagBehind(log, status.position, now);
  if (!lag.ok()) return;
  add("debut_projection_lag_events", "Events that the read model has not seen yet",
      static_cast<double>(lag->events));
  add("debut_projection_lag_seconds",
      "How long the first event that it has not seen has been in the log; 0 without one",
      absl::ToDoubleSeconds(lag->age));
}

// "financing": the label of a measure.
std::string LabelOf(policy::v1::Measure measure) {
  constexpr std::string_view kPrefix = "MEASURE_";
  std::string name = policy::v1::Measure_Name(measure);
  if (name.starts_with(kPrefix)) name.erase(0, kPrefix.size());
  return absl::AsciiStrToLower(name);
}

void AddBudgets(const projection::ModelView& budgets, Measurements& measurements) {
  struct Sum {
    std::int64_t allotted_fen = 0;
    std::int64_t room_fen = 0;
  };
  std::map<std::pair<std::string, std::uint32_t>, Sum> sums;
  budgets.rows
      .Scan(kBudgets, {},
            [&](std::string_view, const v1::Budget& budget) {
              Sum& sum = sums[{LabelOf(budget.measure()), budget.budget_year()}];
              sum.allotted_fen += budget.allotted_fen();
              sum.room_fen += RoomIn(budget);
              return true;
            })
      .IgnoreError();  // A damaged row is the projection's trouble.
  for (const auto& [key, sum] : sums) {
    const std::map<std::string, std::string> labels = {{"measure", key.first},
                                                       {"year", std::to_string(key.second)}};
    measurements.push_back({"debut_budget_allotted_fen", "What the budgets of a year have", labels,
                            static_cast<double>(sum.allotted_fen)});
    measurements.push_back({"debut_budget_left_fen",
                            "What is neither reserved nor committed nor spent of it", labels,
                            static_cast<double>(sum.room_fen)});
  }
}

}  // namespace

runtime::Measure ModelMeasure(const Models& models, const eventstore::EventStore& log,
                              const base::Clock& clock) {
  return [&models, &log, &clock] {
    Measurements measurements;
    for (const projection::Projection* projection : models.all()) {
      AddModel(projection->status(), log, clock.Now(), measurements);
    }
    AddBudgets(models.budgets().View(), measurements);
    return measurements;
  };
}

}  // namespace debut::readmodels
