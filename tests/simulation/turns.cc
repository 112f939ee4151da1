#include "tests/simulation/turns.h"

#include <utility>

#include "base/ensure.h"
#include "tests/simulation/strand.h"

namespace debut::simulation {

Turns::Turns(std::mt19937_64& random) : random_(random) {}

Turns::~Turns() {
  while (!strands_.empty()) Kill(strands_.front()->process());
}

void Turns::Start(int process, std::function<void()> run) {
  strands_.push_back(std::make_unique<Strand>(process, std::move(run)));
}

void Turns::Pause() {
  ENSURE(current_ != nullptr, "only a strand waits");
  current_->Wait();
}

void Turns::PauseHere() {
  if (std::this_thread::get_id() == thread_ && current_ != nullptr) current_->Wait();
}

void Turns::Await(std::function<bool()> ready) {
  ENSURE(current_ != nullptr, "only a strand waits");
  Strand& strand = *current_;
  strand.SetReady(std::move(ready));
  strand.Wait();
  strand.SetReady(nullptr);
}

bool Turns::AwaitFor(std::uint64_t turns, const std::function<bool()>& ready) {
  const std::uint64_t deadline = now_ + turns;
  bool is_ready = false;
  Await([&] { return (is_ready = ready()) || now_ >= deadline; });
  return is_ready;
}

bool Turns::TakeOne() {
  ++now_;
  // From a random one on the first that is ready: cheaper than to ask all of them.
  const std::size_t count = strands_.size();
  const std::size_t first = count == 0 ? 0 : random_() % count;
  for (std::size_t i = 0; i < count; ++i) {
    Strand& strand = *strands_[(first + i) % count];
    if (!strand.IsReady()) continue;
    Resume(strand);
    if (strand.ended()) {
      if (!strand.failure().empty()) failures_.push_back(strand.failure());
      std::erase_if(strands_, [&](const auto& each) { return each.get() == &strand; });
    }
    return true;
  }
  return false;
}

void Turns::Kill(int process) {
  ENSURE(current_ == nullptr, "nobody kills from inside");
  std::vector<std::unique_ptr<Strand>> dying;
  std::vector<std::unique_ptr<Strand>> living;
  for (auto& strand : strands_) {
    (strand->process() == process ? dying : living).push_back(std::move(strand));
  }
  strands_ = std::move(living);
  for (auto& strand : dying) {
    strand->Kill();
    Resume(*strand);
    ENSURE(strand->ended(), "a killed strand ends");
  }
}

void Turns::Resume(Strand& strand) {
  Strand* const before = std::exchange(current_, &strand);
  strand.Resume();
  current_ = before;
}

}  // namespace debut::simulation
