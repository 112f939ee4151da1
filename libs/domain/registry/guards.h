#pragma once

#include <fmt/format.h>

#include <string>

#include "decision/decision.h"
#include "domain/registry/reasons.h"

// Refusals that several commands share.
namespace debut::registry {

inline decision::Decision RejectUnknown(const std::string& enterprise_id) {
  return decision::RejectNotFound(kEnterpriseUnknown,
                                  fmt::format("no enterprise {} is registered", enterprise_id),
                                  {{"enterprise_id", enterprise_id}});
}

inline decision::Decision RejectIdTaken(const std::string& enterprise_id) {
  return decision::RejectAlreadyExists(kEnterpriseAlreadyRegistered,
                                       fmt::format("{} is registered already", enterprise_id),
                                       {{"enterprise_id", enterprise_id}});
}

inline decision::Decision RejectCodeTaken(const std::string& credit_code,
                                          const std::string& holder_id) {
  return decision::RejectAlreadyExists(
      kCreditCodeTaken, fmt::format("credit code {} belongs to {}", credit_code, holder_id),
      {{"credit_code", credit_code}, {"holder_id", holder_id}});
}

inline decision::Decision RejectBranch(const std::string& branch_id,
                                       const std::string& legal_person_id) {
  return decision::Reject(kEnterpriseIsBranch,
                          fmt::format("{} is a branch of {}", branch_id, legal_person_id),
                          {{"enterprise_id", branch_id}, {"legal_person_id", legal_person_id}});
}

inline decision::Decision RejectMerged(const std::string& enterprise_id,
                                       const std::string& successor_id) {
  return decision::Reject(kEnterpriseAlreadyMerged,
                          fmt::format("{} was merged into {}", enterprise_id, successor_id),
                          {{"enterprise_id", enterprise_id}, {"successor_id", successor_id}});
}

}  // namespace debut::registry
