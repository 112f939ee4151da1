#include "tests/simulation/strand.h"

#include <sys/mman.h>

#include <cstdint>
#include <exception>
#include <utility>
#include <vector>

#include "base/ensure.h"

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/common_interface_defs.h>
#endif
#ifdef __SANITIZE_THREAD__
#include <sanitizer/tsan_interface.h>
#endif

namespace debut::simulation {
namespace {

constexpr std::size_t kStackBytes = 1 << 20;  // Of which only what is used becomes memory.

// Stacks that wait for their next strand: a history has hundreds, one after the other.
class StackPool {
 public:
  ~StackPool() {
    for (char* stack : free_) munmap(stack, kStackBytes);
  }
  char* Take() {
    if (!free_.empty()) {
      char* stack = free_.back();
      free_.pop_back();
      return stack;
    }
    void* stack = mmap(nullptr, kStackBytes, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK | MAP_NORESERVE, -1, 0);
    ENSURE(stack != MAP_FAILED, "no memory for a stack");
    return static_cast<char*>(stack);
  }
  void GiveBack(char* stack) { free_.push_back(stack); }

 private:
  std::vector<char*> free_;
};

StackPool& Stacks() {
  static StackPool pool;
  return pool;
}

}  // namespace

Strand::Strand(int process, std::function<void()> run)
    : process_(process), run_(std::move(run)), stack_(Stacks().Take()) {
  ENSURE(getcontext(&inside_) == 0, "no context");
  inside_.uc_stack.ss_sp = stack_;
  inside_.uc_stack.ss_size = kStackBytes;
  inside_.uc_link = nullptr;
  // makecontext() hands over ints.
  const auto self = reinterpret_cast<std::uintptr_t>(this);
  makecontext(&inside_, reinterpret_cast<void (*)()>(&Strand::Enter), 2,
              static_cast<unsigned>(self >> 32), static_cast<unsigned>(self));
#ifdef __SANITIZE_THREAD__
  fiber_ = __tsan_create_fiber(0);
#endif
}

Strand::~Strand() {
  if (!ended_) {
    Kill();
    Resume();
  }
#ifdef __SANITIZE_THREAD__
  __tsan_destroy_fiber(fiber_);
#endif
  Stacks().GiveBack(stack_);
}

void Strand::Enter(unsigned high, unsigned low) {
  auto* const self =
      reinterpret_cast<Strand*>((static_cast<std::uintptr_t>(high) << 32) | std::uintptr_t{low});
  self->SwitchIn();
  self->Run();
  self->ended_ = true;
  self->SwitchOut();
}

void Strand::Run() {
  try {
    if (!killed_) run_();
  } catch (const StrandKilled&) {
    // As it should be.
  } catch (const std::exception& failure) {
    failure_ = failure.what();
  }
}

void Strand::Resume() {
  ENSURE(!ended_, "a strand that has ended isn't resumed");
#ifdef __SANITIZE_ADDRESS__
  void* fake_stack = nullptr;
  __sanitizer_start_switch_fiber(&fake_stack, stack_, kStackBytes);
#endif
#ifdef __SANITIZE_THREAD__
  outer_fiber_ = __tsan_get_current_fiber();
  __tsan_switch_to_fiber(fiber_, 0);
#endif
  swapcontext(&outside_, &inside_);
#ifdef __SANITIZE_ADDRESS__
  __sanitizer_finish_switch_fiber(fake_stack, nullptr, nullptr);
#endif
}

void Strand::Wait() {
  // What is destroyed because the strand was killed may want to wait once more.
  if (killed_ && std::uncaught_exceptions() > 0) return;
  SwitchOut();
  SwitchIn();
  if (killed_) throw StrandKilled();
}

void Strand::SwitchIn() {
#ifdef __SANITIZE_ADDRESS__
  __sanitizer_finish_switch_fiber(fake_stack_, &outer_stack_, &outer_bytes_);
#endif
}

void Strand::SwitchOut() {
#ifdef __SANITIZE_ADDRESS__
  __sanitizer_start_switch_fiber(ended_ ? nullptr : &fake_stack_, outer_stack_, outer_bytes_);
#endif
#ifdef __SANITIZE_THREAD__
  __tsan_switch_to_fiber(outer_fiber_, 0);
#endif
  swapcontext(&inside_, &outside_);
}

}  // namespace debut::simulation
