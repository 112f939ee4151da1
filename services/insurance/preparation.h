#pragma once

#include "absl/status/statusor.h"
#include "base/status_macros.h"
#include "decision/execute.h"
#include "domain/insurance/bind_insurance_policy.h"
#include "domain/insurance/insurance_keys.h"
#include "domain/registry/keyed_party.h"

// Looks up the keys of commands that have more than those they are asked for with.
namespace debut::insurance {

inline absl::StatusOr<BindInsurancePolicy> Prepared(const eventstore::EventStore& store,
                                                    const BindInsurancePolicy& asked) {
  BindInsurancePolicy command = asked;
  ASSIGN_OR_RETURN(command.holder, registry::KeyedParty(store, asked.holder.id()));
  ASSIGN_OR_RETURN(const auto insurer, decision::Load(store, InsurerFile{asked.insurer_id}));
  command.evidence_key =
      InsurancePolicyKey(insurer.view.credit_code, asked.number, asked.from, asked.to);
  return command;
}

}  // namespace debut::insurance
