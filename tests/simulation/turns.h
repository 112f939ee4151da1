#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <random>
#include <string>
#include <thread>
#include <vector>

namespace debut::simulation {

class Strand;

// Programs that run in turns on one thread: each has a stack of its own and goes on until it waits;
// who is next is drawn from the seed. A process is a number: its strands live and die together.
// Of one thread.
class Turns {
 public:
  explicit Turns(std::mt19937_64& random);
  ~Turns();
  Turns(const Turns&) = delete;
  Turns& operator=(const Turns&) = delete;

  // Begins `run` at one of the next turns.
  void Start(int process, std::function<void()> run);

  // These are called by strands. Another may go on here.
  void Pause();
  // The same for code that may run elsewhere, too, where it does nothing.
  void PauseHere();
  // Goes on once `ready()`, which looks and does nothing.
  void Await(std::function<bool()> ready);
  // The same, but for `turns` at most. False: it isn't ready.
  bool AwaitFor(std::uint64_t turns, const std::function<bool()>& ready);

  // The rest is called from outside of all strands.
  // Lets one strand that is ready take its turn. False: none is.
  bool TakeOne();
  // Ends the process's strands where they wait: what is on their stacks is destroyed.
  void Kill(int process);

  // How many turns were taken: the only time that there is.
  std::uint64_t now() const { return now_; }
  // Time passes though nobody does anything.
  void Idle() { ++now_; }
  // What strands died of, other than Kill().
  const std::vector<std::string>& failures() const { return failures_; }

 private:
  void Resume(Strand& strand);

  std::mt19937_64& random_;
  const std::thread::id thread_ = std::this_thread::get_id();
  std::vector<std::unique_ptr<Strand>> strands_;
  Strand* current_ = nullptr;
  std::uint64_t now_ = 0;
  std::vector<std::string> failures_;
};

}  // namespace debut::simulation
