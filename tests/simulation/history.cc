#include "tests/simulation/history.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <random>
#include <utility>

#include "absl/strings/escaping.h"
#include "base/broken_invariant.h"
#include "calendar/date.h"
#include "debut/closing/v1/closing_events.pb.h"
#include "debut/grants/v1/grants_events.pb.h"
#include "debut/grants/v1/money_events.pb.h"
#include "decision/fact_codec.h"
#include "decision/rejection_status.h"
#include "tests/simulation/checks.h"
#include "tests/simulation/ledger.h"
#include "tests/simulation/office.h"
#include "tests/simulation/processes.h"
#include "tests/simulation/read_models.h"
#include "tests/simulation/service.h"
#include "tests/simulation/simulated_log.h"
#include "tests/simulation/turns.h"
#include "transparency/hash.h"

namespace debut::simulation {
namespace {

using projection::RebuildMode;

constexpr std::uint64_t kTurnsMax = 400'000;  // Of a part of a history; none comes near.
constexpr int kTriesMax = 10;
constexpr std::uint64_t kPatience = 3'000;

// How bad things are in a history, drawn from its seed; in tenths of a percent of the turns.
struct Weather {
  int questions = 0;
  int officers = 0;
  int services = 0;
  int log_crashes = 0;
  int service_crashes = 0;
  int read_model_crashes = 0;
  int clock_jumps = 0;
  int rebuilds = 0;
  Network network;
};

class World {
 public:
  World(std::uint64_t seed, const Planted& planted);
  ~World();
  HistoryResult Run();

 private:
  std::uint64_t Below(std::uint64_t count) { return random_() % count; }
  bool Happens(int of_1000) { return static_cast<int>(Below(1000)) < of_1000; }
  template <typename Done>
  void TakeTurnsUntil(const std::string& what, Done&& done);

  Weather DrawWeather(std::uint64_t seed);
  void Begin();
  void RecordBefore();
  void RunOfficer(int questions);
  void Put(const QuestionPtr& question);
  GivenAnswer Ask(const QuestionPtr& question);
  void Send(const QuestionPtr& question, const std::shared_ptr<bool>& answered,
            const std::shared_ptr<GivenAnswer>& answer);
  void DoHarm();
  void MoveClock();
  void End();
  void Check();
  void Count();

  std::mt19937_64 random_;
  const Planted planted_;
  const Weather weather_;
  base::FakeClock clock_{calendar::StartInShanghai(absl::CivilDay(2021, 1, 11)) + absl::Hours(9)};
  Turns turns_{random_};
  SimulatedLog log_{turns_, random_, clock_, planted_.log};
  Ledger ledger_;
  Office office_{random_};
  std::vector<std::unique_ptr<Service>> services_;
  std::unique_ptr<ReadModels> read_models_;
  std::vector<QuestionPtr> answered_;  // To be asked again.
  int officers_left_ = 0;
  std::uint64_t given_ = 0;
  std::uint64_t retries_ = 0;
  HistoryResult result_;
};

// An event as a repetition of its history has it, which its bytes needn't be: maps are written in
// any order, and a closed day's digests rest on event ids, which are random.
std::string Repeatable(const eventstore::SequencedEvent& event) {
  const std::int64_t recorded = absl::ToUnixMicros(event.recorded_time);
  closing::v1::DayClosed closed;
  const bool is_day = event.event.type == decision::TypeOf<closing::v1::DayClosed>() &&
                      closed.ParseFromString(event.event.payload);
  return is_day ? fmt::format("{} {} {}\n", recorded, closed.day(), closed.position())
                : fmt::format("{} {}\n", recorded, decision::TextOf(event.event));
}

World::World(std::uint64_t seed, const Planted& planted)
    : random_(seed), planted_(planted), weather_(DrawWeather(seed)) {}

Weather World::DrawWeather(std::uint64_t seed) {
  const auto one_of = [&](std::vector<int> values) { return values[Below(values.size())]; };
  Weather weather;
  // One in thirty-two goes on for long.
  weather.questions = seed % 32 == 0 ? 120 : 16 + static_cast<int>(Below(16));
  weather.officers = 2 + static_cast<int>(Below(4));
  weather.services = 1 + static_cast<int>(Below(3));
  weather.log_crashes = one_of({0, 1, 3});
  weather.service_crashes = one_of({0, 2, 6});
  weather.read_model_crashes = one_of({0, 2, 6});
  weather.clock_jumps = one_of({0, 1, 4});
  weather.rebuilds = one_of({0, 1, 3});
  weather.network = {.losses_of_1000 = one_of({0, 5, 40}),
                     .impatience_of_1000 = one_of({0, 20, 100})};
  return weather;
}

template <typename Done>
void World::TakeTurnsUntil(const std::string& what, Done&& done) {
  const std::uint64_t end = turns_.now() + kTurnsMax;
  while (!done()) {
    if (turns_.now() >= end) {
      result_.findings.push_back("it never came to that " + what);
      return;
    }
    turns_.TakeOne();
  }
}

void World::Begin() {
  log_.Start();
  bool recorded = false;
  turns_.Start(kOutside, [&] {
    RecordBefore();
    recorded = true;
  });
  TakeTurnsUntil("the facts are recorded", [&] { return recorded; });
  const Service::Surroundings around{
      log_, turns_, random_, clock_, weather_.network, planted_.services, ledger_};
  for (int i = 0; i < weather_.services; ++i) {
    services_.push_back(std::make_unique<Service>(kFirstService + i, around));
  }
  // Three of the eight models: a day's closing digests them all.
  std::vector<std::size_t> kinds = {0, 1, 2, 3, 4, 5, 6, 7};
  std::shuffle(kinds.begin(), kinds.end(), random_);
  kinds.resize(3);
  read_models_ = std::make_unique<ReadModels>(
      ReadModels::Surroundings{log_, turns_, random_, clock_, weather_.network}, kinds,
      planted_.checkpoint_first);
  officers_left_ = weather_.officers;
  for (int i = 0; i < weather_.officers; ++i) {
    turns_.Start(kOutside, [this] { RunOfficer(weather_.questions / weather_.officers); });
  }
}

void World::RecordBefore() {
  turns_.Await([this] { return log_.IsUp(); });
  const Network good;
  Connection store(log_, turns_, random_, good);
  const auto appended =
      store.Append(office_.Before(calendar::DateInShanghai(clock_.Now())), std::nullopt);
  if (!appended.ok()) {
    result_.findings.push_back("the facts aren't recorded: " + appended.status().ToString());
    return;
  }
  given_ = appended->last.value;
}

void World::RunOfficer(int questions) {
  const Network good;
  Connection screen(log_, turns_, random_, good);
  screen.SetSteady(true);
  for (int i = 0; i < questions; ++i) {
    turns_.Pause();
    clock_.Advance(absl::Minutes(static_cast<int>(Below(20 * 60))));
    QuestionPtr question;
    if (!answered_.empty() && Below(10) == 0) {
      question = answered_[Below(answered_.size())];
    } else {
      question = office_.Next(screen, calendar::DateInShanghai(clock_.Now()));
    }
    if (question == nullptr) continue;
    if (const QuestionPtr other = office_.Alongside(screen); other != nullptr) {
      ++officers_left_;
      turns_.Start(kOutside, [this, other] {
        Put(other);
        --officers_left_;
      });
    }
    Put(question);
  }
  --officers_left_;
}

void World::Put(const QuestionPtr& question) {
  ledger_.Add(question);
  const GivenAnswer answer = Ask(question);
  if (IsDefinite(answer)) answered_.push_back(question);
  if (answer.ok() && question->done) question->done();
  if (const auto rejection = decision::RejectionOf(answer.status())) {
    ++result_.refusals[rejection->reason];
  }
}

// Asks until there is an answer, now this process, now that.
GivenAnswer World::Ask(const QuestionPtr& question) {
  GivenAnswer last = absl::UnavailableError("never asked");
  for (int attempt = 0; attempt < kTriesMax; ++attempt) {
    if (attempt > 0) ++retries_;
    const auto answered = std::make_shared<bool>(false);
    const auto answer = std::make_shared<GivenAnswer>(absl::UnavailableError("no answer"));
    Send(question, answered, answer);
    // Now and then the question goes out twice, or its sender doesn't wait.
    if (Below(20) == 0) Send(question, answered, answer);
    turns_.AwaitFor(Below(30) == 0 ? Below(40) : kPatience, [&] { return *answered; });
    last = *answer;
    if (IsDefinite(last)) return last;
    for (std::uint64_t turns = Below(20); turns > 0; --turns) turns_.Pause();
  }
  return last;
}

void World::Send(const QuestionPtr& question, const std::shared_ptr<bool>& answered,
                 const std::shared_ptr<GivenAnswer>& answer) {
  Service& service = *services_[Below(services_.size())];
  if (!service.IsUp() || Happens(weather_.network.losses_of_1000)) return;
  const std::uint64_t shown_before = log_.shown();
  const bool lost_on_the_way_back = Happens(weather_.network.losses_of_1000);
  service.Arrive(question, [this, question, answered, answer, shown_before,
                            lost_on_the_way_back](GivenAnswer given) {
    ledger_.Add(*question,
                {.answer = given, .shown_before = shown_before, .shown_after = log_.shown()});
    if (lost_on_the_way_back || *answered) return;
    *answer = std::move(given);
    *answered = true;
  });
}

void World::MoveClock() {
  const auto minutes = static_cast<int>(Below(3 * 24 * 60));
  clock_.Advance(absl::Minutes(Below(2) == 0 ? minutes : -minutes));
  ++result_.counts["clock_jumps"];
}

// What happens between any two turns.
void World::DoHarm() {
  if (Happens(weather_.log_crashes)) {
    if (Below(4) == 0) {
      log_.FailSyncsAfter(static_cast<int>(Below(4)));
      ++result_.counts["failed_syncs"];
    } else {
      const bool power_cut = Below(2) == 0;
      log_.Crash(power_cut ? MemoryDisk::Loss::kUnsynced : MemoryDisk::Loss::kNothing);
      if (power_cut) ++result_.counts["power_cuts"];
    }
  }
  if (Happens(weather_.service_crashes)) {
    services_[Below(services_.size())]->CrashAndRestart();
    ++result_.counts["service_crashes"];
  }
  if (Happens(weather_.read_model_crashes)) {
    if (Below(3) == 0) {
      read_models_->CrashAndRestart(Below(3) == 0);
    } else {
      read_models_->DieAfter(Below(4), Below(2) == 0);
    }
  }
  if (read_models_->IsDead()) read_models_->CrashAndRestart(Below(4) == 0);
  if (Happens(weather_.clock_jumps)) MoveClock();
  if (Happens(weather_.rebuilds)) {
    read_models_->BeginRebuild(Below(2) == 0 ? RebuildMode::kReplace : RebuildMode::kCompare);
  }
  if (Below(2000) == 0) read_models_->CompareWithFolds();
}

void World::End() {
  for (const auto& service : services_) service->Die();
  // What was acknowledged must survive the worst.
  log_.Crash(MemoryDisk::Loss::kUnsynced);
  TakeTurnsUntil("the log is up again", [&] { return log_.IsUp() || log_.stopped(); });
  if (!log_.IsUp()) return;
  if (read_models_->IsDead()) read_models_->CrashAndRestart(false);
  // The day closer may still record something.
  TakeTurnsUntil("the read models have reached the head", [&] {
    if (read_models_->IsDead()) read_models_->CrashAndRestart(false);
    return read_models_->HaveReached(eventstore::Position{log_.shown()});
  });
  read_models_->CompareWithFolds();
  read_models_->Die();
}

void World::Check() {
  if (!log_.IsUp()) return;
  Checks checks(log_, result_.findings);
  checks.LookAtMoney(Office::Caps());
  checks.LookAtAnswers(ledger_, given_);
  checks.LookAtDays(Below(1000));
  std::string all;
  for (const auto& event : checks.events()) all += Repeatable(event);
  for (const auto& [id, asked] : ledger_.asked()) {
    for (const auto& entry : asked.answers) {
      const absl::Status status = entry.answer.status();
      all += fmt::format("{} {} {} {} {}\n", id, static_cast<int>(status.code()),
                         std::string(status.message()), entry.shown_before, entry.shown_after);
    }
  }
  result_.digest = transparency::ToHex(transparency::LeafHash(all));
  result_.counts["events"] = checks.events().size() - given_;
  // In the history, not before.
  std::map<std::string, std::uint64_t> kinds;
  for (std::uint64_t i = given_; i < checks.events().size(); ++i) {
    ++kinds[checks.events()[i].event.type];
  }
  result_.counts["days_closed"] = kinds[decision::TypeOf<closing::v1::DayClosed>()];
  result_.counts["paid"] = kinds[decision::TypeOf<grants::v1::PaymentSettled>()];
  result_.counts["recovered"] = kinds[decision::TypeOf<grants::v1::RecoveryRecorded>()];
}

void World::Count() {
  auto& counts = result_.counts;
  counts["turns"] = turns_.now();
  counts["questions"] = ledger_.asked().size();
  counts["retries"] = retries_;
  counts["log_crashes"] = log_.crashes();
  counts["log_groups"] = log_.groups();
  counts["read_model_deaths"] = read_models_->deaths();
  counts["rebuilds"] = read_models_->rebuilds();
  for (const auto& service : services_) {
    counts["conflicts"] += service->conflicts();
    counts["decision_groups"] += service->groups();
  }
  for (const auto& [id, asked] : ledger_.asked()) {
    for (const auto& entry : asked.answers) {
      counts["replays"] += entry.answer.ok() && entry.answer->replayed ? 1 : 0;
    }
  }
}

HistoryResult World::Run() {
  const base::ThrowingEnsures throwing;
  Begin();
  try {
    TakeTurnsUntil("all questions are answered", [&] {
      DoHarm();
      return officers_left_ == 0 || log_.stopped();
    });
    End();
    Check();
  } catch (const base::BrokenInvariant& broken) {
    result_.findings.emplace_back(broken.what());
  }
  Count();
  std::ranges::copy(log_.findings(), std::back_inserter(result_.findings));
  std::ranges::copy(read_models_->findings(), std::back_inserter(result_.findings));
  std::ranges::copy(turns_.failures(), std::back_inserter(result_.findings));
  return std::move(result_);
}

// The log's program is in the middle of RocksDB, which nobody may unwind.
World::~World() {
  log_.Stop();
  while (!log_.stopped()) turns_.TakeOne();
  for (const int process : {kOutside, kReadModels}) turns_.Kill(process);
  for (const auto& service : services_) service->Die();
}

}  // namespace

HistoryResult RunHistory(std::uint64_t seed, const Planted& planted) {
  return World(seed, planted).Run();
}

}  // namespace debut::simulation
