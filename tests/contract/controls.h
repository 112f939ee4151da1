#pragma once

#include <string>
#include <vector>

#include "tests/contract/broken_store.h"

namespace debut::eventstore {

// A bug, and the checks of the contract suite that must fail because of it.
struct Control {
  std::string bug;
  void (*plant)(BrokenStore&);
  std::vector<std::string> caught_by;
};

std::vector<Control> AppendControls();
std::vector<Control> ReadControls();
std::vector<Control> SubscribeControls();

}  // namespace debut::eventstore
