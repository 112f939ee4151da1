#pragma once

#include <string>

#include "decision/view.h"

namespace debut::certification {

// Which product has a certificate number.
struct CertificateHolder {
  std::string certificate_number;
  std::string product_id = {};  // Empty: none.

  eventstore::Query Selects() const;
  void Apply(const eventstore::SequencedEvent& event);
  bool operator==(const CertificateHolder&) const = default;
};

static_assert(decision::View<CertificateHolder>);

}  // namespace debut::certification
