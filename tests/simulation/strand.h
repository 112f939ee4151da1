#pragma once

#include <ucontext.h>

#include <functional>
#include <string>

namespace debut::simulation {

// Thrown out of a wait where a strand ends before its time. Nobody catches it but the strand.
struct StrandKilled {};

// One program with a stack of its own, to be resumed until it has ended. See Turns.
class Strand {
 public:
  Strand(int process, std::function<void()> run);
  ~Strand();
  Strand(const Strand&) = delete;
  Strand& operator=(const Strand&) = delete;

  // From outside: goes on until the strand waits or has ended.
  void Resume();
  // From inside: back to whoever resumed it; goes on at the next Resume().
  void Wait();

  // Whether it is worth resuming.
  bool IsReady() const { return !ready_ || ready_(); }
  void SetReady(std::function<bool()> ready) { ready_ = std::move(ready); }
  // At the next Resume() it unwinds.
  void Kill() { killed_ = true; }

  int process() const { return process_; }
  bool ended() const { return ended_; }
  // What it died of, if it wasn't killed.
  const std::string& failure() const { return failure_; }

 private:
  static void Enter(unsigned high, unsigned low);
  void Run();
  void SwitchIn();
  void SwitchOut();

  const int process_;
  const std::function<void()> run_;
  std::function<bool()> ready_;
  bool killed_ = false;
  bool ended_ = false;
  std::string failure_;

  char* stack_;
  ucontext_t inside_ = {};
  ucontext_t outside_ = {};
  // For the sanitizers, which follow every stack.
  void* fiber_ = nullptr;
  void* outer_fiber_ = nullptr;
  void* fake_stack_ = nullptr;
  const void* outer_stack_ = nullptr;
  std::size_t outer_bytes_ = 0;
};

}  // namespace debut::simulation
