#pragma once

#include "runtime/reception.h"

namespace debut::runtime::testing {

// For servers whose calls nobody has to hear of.
class SilentObserver final : public RpcObserver {
 public:
  void Finished(const RpcRecord&) override {}
};

}  // namespace debut::runtime::testing
