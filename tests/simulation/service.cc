#include "tests/simulation/service.h"

#include <chrono>
#include <iterator>
#include <utility>
#include <variant>

#include "decision/answer.h"
#include "decision/decider.h"
#include "decision/execute.h"
#include "decision/group.h"
#include "decision/rejection_status.h"

namespace debut::simulation {

using decision::Answer;
using decision::Job;

namespace {

constexpr std::size_t kCachedViewsMax = 48;  // Less than there are: some are dropped.

}  // namespace

bool IsDefinite(const GivenAnswer& answer) {
  return answer.ok() || decision::RejectionOf(answer.status()).has_value();
}

// What is gone when the process dies.
struct Service::Running {
  explicit Running(const Surroundings& around)
      : store(around.log, around.turns, around.random, around.network, around.forgetfulness) {}

  Connection store;
  decision::ViewCache cache{kCachedViewsMax};
  std::deque<std::unique_ptr<Job>> queue;
};

Service::Service(int process, const Surroundings& around) : process_(process), around_(around) {
  Start();
}

Service::~Service() = default;

void Service::Start() {
  running_ = std::make_unique<Running>(around_);
  ++incarnation_;
  around_.turns.Start(process_, [this, &running = *running_] { DecideGroups(running); });
  around_.turns.Start(process_, [this, &running = *running_] { TakeCalendarSteps(running); });
}

void Service::Die() {
  around_.turns.Kill(process_);
  running_.reset();
}

void Service::CrashAndRestart() {
  Die();
  Start();
}

void Service::Arrive(QuestionPtr question, std::function<void(GivenAnswer)> answered) {
  Running& running = *running_;
  around_.turns.Start(
      process_, [this, &running, question = std::move(question), answered = std::move(answered)] {
        answered(Decide(running, *question));
      });
}

// As Decider::Decide, with a turn in place of each wait.
GivenAnswer Service::Decide(Running& running, const Question& question) {
  for (int attempt = 1; attempt <= decision::kPrepareAttemptsMax; ++attempt) {
    auto command = question.prepare(running.store);
    if (!command.ok()) return command.status();
    if (around_.random() % 8 == 0) {
      return ExecuteBoxed(running.store, *std::move(command), question.context);
    }
    Answer answer = DecideOnce(running, *std::move(command), question.context);
    if (answer) return *std::move(answer);
  }
  return decision::StaleError();
}

Answer Service::DecideOnce(Running& running, std::unique_ptr<decision::AnyCommand> command,
                           const decision::CommandContext& context) {
  auto job = std::make_unique<Job>(std::move(command), context, absl::InfiniteFuture());
  if (absl::Status valid = job->Validate(); !valid.ok()) return valid;
  std::future<Answer> answer = job->answer.get_future();
  running.queue.push_back(std::move(job));
  around_.turns.Await(
      [&] { return answer.wait_for(std::chrono::seconds(0)) == std::future_status::ready; });
  return answer.get();
}

void Service::DecideGroups(Running& running) {
  auto& queue = running.queue;
  for (;;) {
    around_.turns.Await([&] { return !queue.empty(); });
    // While the thread is busy, or isn't awake yet, more are queued.
    for (std::uint64_t turns = around_.random() % 8; turns > 0; --turns) around_.turns.Pause();
    decision::Group group(running.store, running.cache);
    while (!queue.empty() && group.TryAdd(queue.front())) queue.pop_front();
    auto undecided = group.Run();
    queue.insert(queue.begin(), std::make_move_iterator(undecided.begin()),
                 std::make_move_iterator(undecided.end()));
    conflicts_ += group.conflicts();
    ++groups_;
  }
}

void Service::TakeCalendarSteps(Running& running) {
  grants::Scheduler scheduler(
      running.store, [&](const grants::CalendarCommand& asked) { return Take(running, asked); },
      around_.clock);
  const std::stop_token never;
  for (;;) {
    // An error: it follows again from where it was.
    scheduler.Follow(never).IgnoreError();
    around_.turns.Pause();
  }
}

absl::Status Service::Take(Running& running, const grants::CalendarCommand& asked) {
  const auto question = std::make_shared<Question>();
  question->context = asked.context;
  question->prepare =
      [command = asked.command](
          const eventstore::EventStore&) -> absl::StatusOr<std::unique_ptr<decision::AnyCommand>> {
    return std::visit([](const auto& each) { return decision::Box(each); }, command);
  };
  around_.ledger.Add(question);
  Ledger::Entry entry{
      .answer = absl::UnknownError(""), .shown_before = around_.log.shown(), .shown_after = 0};
  entry.answer = Decide(running, *question);
  entry.shown_after = around_.log.shown();
  const absl::Status status = entry.answer.status();
  around_.ledger.Add(*question, std::move(entry));
  return status;
}

}  // namespace debut::simulation
