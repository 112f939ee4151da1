#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "eventstore/event_store.h"
#include "projection/projection.h"
#include "projection/row_store.h"
#include "runtime/service_host.h"

namespace debut::readmodels {

// The read models of a process, each with a thread of its own, in one row store. Thread-safe.
class Models final : public runtime::Background {
 public:
  // `log` outlives the models. Damaged files are put aside, as "<directory>.damaged", and
  // everything is derived again. UNAVAILABLE: the directory cannot be used, or another process uses
  // it.
  static absl::StatusOr<std::unique_ptr<Models>> Open(const eventstore::EventStore& log,
                                                      const std::string& directory);

  // Begins to follow the log; queries are answered from what there is.
  absl::Status Start() override;
  void Stop() override;

  const projection::Projection& caps() const { return *caps_; }
  const projection::Projection& limits() const { return *limits_; }
  const projection::Projection& budgets() const { return *budgets_; }
  const projection::Projection& catalogue() const { return *catalogue_; }
  const projection::Projection& claims() const { return *claims_; }
  const projection::Projection& evidence() const { return *evidence_; }
  const projection::Projection& names() const { return *names_; }
  const projection::Projection& products() const { return *products_; }
  // In order of their names.
  std::vector<projection::Projection*> all() const;

 private:
  explicit Models(std::unique_ptr<projection::RowStore> rows) : rows_(std::move(rows)) {}

  std::unique_ptr<projection::RowStore> rows_;
  std::unique_ptr<projection::Projection> caps_;
  std::unique_ptr<projection::Projection> limits_;
  std::unique_ptr<projection::Projection> budgets_;
  std::unique_ptr<projection::Projection> catalogue_;
  std::unique_ptr<projection::Projection> claims_;
  std::unique_ptr<projection::Projection> evidence_;
  std::unique_ptr<projection::Projection> names_;
  std::unique_ptr<projection::Projection> products_;
};

}  // namespace debut::readmodels
