#pragma once

#include <set>
#include <string>

namespace debut::runtime {

// Who calls, as far as the connection shows it.
struct Identity {
  std::string principal = {};  // Who acts: an account name, UTF-8. Empty: nobody in particular.
  // The service account whose certificate was shown, if it acts for the principal; else empty.
  // Whether it may is for Access to say.
  std::string via = {};
  bool certified = false;            // By a certificate, whose roles then are the only ones.
  std::set<std::string> roles = {};  // Of the certificate.
};

}  // namespace debut::runtime
