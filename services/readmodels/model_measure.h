#pragma once

#include "base/clock.h"
#include "eventstore/event_store.h"
#include "runtime/measurement.h"
#include "services/readmodels/models.h"

namespace debut::readmodels {

// How far each model is behind the log, debut_projection_…, and what is left of each budget,
// debut_budget_…, in fen, by measure and year. All outlive the measure.
runtime::Measure ModelMeasure(const Models& models, const eventstore::EventStore& log,
                              const base::Clock& clock);

}  // namespace debut::readmodels
