#include "tests/simulation/read_models.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "decision/execute.h"
#include "projection/row_digest.h"
#include "runtime/command_context.h"
#include "services/readmodels/day_closer.h"
#include "services/readmodels/model_kinds.h"
#include "tests/simulation/processes.h"

namespace debut::simulation {

using projection::Comparison;
using projection::Projection;
using projection::RebuildMode;

// What is gone when the process dies.
struct ReadModels::Running {
  // A model with a connection of its own, and whether somebody makes it anew.
  struct Followed {
    std::unique_ptr<Connection> store;
    std::unique_ptr<Projection> projection;
    bool rebuilding = false;
  };
  std::vector<Followed> models;
};

namespace {

// Small batches: more writes to die in.
constexpr projection::ProjectionOptions kOptions{.batch_bytes_max = 4 << 10,
                                                 .unsaved_positions_max = 32};

}  // namespace

ReadModels::ReadModels(const Surroundings& around, std::vector<std::size_t> kinds,
                       bool splits_writes)
    : around_(around), kinds_(std::move(kinds)) {
  if (splits_writes) rows_.SplitWrites();
  Start();
}

ReadModels::~ReadModels() = default;

void ReadModels::Start() {
  running_ = std::make_unique<Running>();
  around_.turns.Start(kReadModels, [this, &running = *running_] { Open(running); });
}

void ReadModels::Die() {
  rows_.Die();
  around_.turns.Kill(kReadModels);
  running_.reset();
  ++deaths_;
}

void ReadModels::CrashAndRestart(bool power_cut) {
  Die();
  rows_.Restart(power_cut, around_.random);
  Start();
}

void ReadModels::Open(Running& running) {
  auto kinds = readmodels::AllModelKinds();
  for (const std::size_t kind : kinds_) {
    Running::Followed model;
    model.store =
        std::make_unique<Connection>(around_.log, around_.turns, around_.random, around_.network);
    auto opened = Projection::Open(*model.store, rows_, std::move(kinds[kind].projector), kOptions);
    if (!opened.ok()) return;  // It has died in a write.
    model.projection = *std::move(opened);
    running.models.push_back(std::move(model));
  }
  for (std::size_t i = 0; i < running.models.size(); ++i) {
    around_.turns.Start(kReadModels, [this, &running, i] { Follow(running, i); });
  }
  around_.turns.Start(kReadModels, [this, &running] { CloseDays(running); });
}

void ReadModels::Follow(Running& running, std::size_t model) {
  Running::Followed& followed = running.models[model];
  const std::stop_token never;
  while (!rows_.dead()) {
    // Where threads would wait for each other.
    around_.turns.Await([&] { return !followed.rebuilding; });
    followed.projection->Follow(never).IgnoreError();
    around_.turns.Pause();
  }
}

void ReadModels::BeginRebuild(RebuildMode mode) {
  if (running_ == nullptr || running_->models.size() < kinds_.size()) return;
  const std::size_t model = around_.random() % kinds_.size();
  around_.turns.Start(kReadModels,
                      [this, &running = *running_, model, mode] { Rebuild(running, model, mode); });
}

void ReadModels::Rebuild(Running& running, std::size_t model, RebuildMode mode) {
  Running::Followed& followed = running.models[model];
  // Nothing may wait under a lock: the last part of a rebuild reads on under the model's, and is
  // told by the observer, which is called only if there is something to be applied.
  around_.turns.Await([&] { return followed.store->subscribed() || rows_.dead(); });
  if (rows_.dead() || followed.rebuilding || followed.projection->status().rows_count == 0) return;
  followed.rebuilding = true;
  const auto comparison = followed.projection->Rebuild(mode, [&](const auto& progress) {
    for (std::uint64_t turns = around_.random() % 6; turns > 0; --turns) around_.turns.Pause();
    if (progress.position >= progress.target || mode == RebuildMode::kReplace) {
      followed.store->SetSteady(true);
    }
    return absl::OkStatus();
  });
  followed.store->SetSteady(false);
  followed.rebuilding = false;
  if (!comparison.ok()) return;
  ++rebuilds_;
  if (comparison->differences_count > 0) {
    findings_.push_back(fmt::format(
        "{}: a rebuild at {} differs in {} rows of {}", followed.projection->projector().name(),
        comparison->position.value, comparison->differences_count, comparison->rows_count));
  }
}

void ReadModels::CloseDays(Running& running) {
  Connection store(around_.log, around_.turns, around_.random, around_.network);
  std::vector<const Projection*> models;
  for (const auto& model : running.models) models.push_back(model.projection.get());
  readmodels::DayCloser closer(
      store,
      [&](const closing::CloseDay& command) {
        return Execute(store, command, runtime::SystemContext("closing")).status();
      },
      models, absl::ZeroDuration(), absl::ZeroDuration());
  const std::stop_token never;
  while (!rows_.dead()) {
    closer.CloseDays(never).IgnoreError();
    around_.turns.AwaitFor(100, [&] { return rows_.dead(); });
  }
}

void ReadModels::CompareWithFolds() {
  if (running_ == nullptr || rows_.dead() || !around_.log.IsUp()) return;
  Connection store(around_.log, around_.turns, around_.random, around_.network);
  store.SetSteady(true);
  for (const auto& model : running_->models) {
    const auto view = model.projection->View();
    const auto& projector = model.projection->projector();
    const auto fold = projection::RowsAt(store, projector, view.position);
    const auto rows = projection::DigestOf(view.rows);
    if (!fold.ok() || !rows.ok()) {
      findings_.push_back(fmt::format("{}: {} {}", projector.name(), fold.status().ToString(),
                                      rows.status().ToString()));
    } else if (projection::DigestOf(fold->changes()).hex != rows->hex) {
      findings_.push_back(fmt::format("{}: the rows at {} aren't those of a fold from zero",
                                      projector.name(), view.position.value));
    }
  }
}

bool ReadModels::HaveReached(eventstore::Position position) const {
  if (running_ == nullptr || running_->models.size() < kinds_.size()) return false;
  return std::ranges::all_of(running_->models, [&](const auto& model) {
    return model.projection != nullptr && model.projection->View().position >= position;
  });
}

}  // namespace debut::simulation
