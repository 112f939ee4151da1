#pragma once

#include "absl/status/statusor.h"
#include "base/status_macros.h"
#include "decision/execute.h"
#include "domain/certification/assign_expert.h"
#include "domain/certification/certify_product.h"
#include "domain/certification/change_product_level.h"
#include "domain/certification/file_test_report.h"
#include "domain/certification/submit_product.h"
#include "domain/registry/keyed_party.h"

// Looks up the keys of commands that read parties: a party is keyed with all its members. Commands
// that need nothing are as they were asked for.
namespace debut::certification {

inline absl::StatusOr<SubmitProduct> Prepared(const eventstore::EventStore& store,
                                              const SubmitProduct& asked) {
  SubmitProduct command = asked;
  ASSIGN_OR_RETURN(command.maker, registry::KeyedParty(store, asked.maker.id()));
  return command;
}

// The party that makes a product; nobody if there is no such product.
inline absl::StatusOr<registry::Party> KeyedMaker(const eventstore::EventStore& store,
                                                  const std::string& product_id) {
  ASSIGN_OR_RETURN(const auto product, decision::Load(store, ProductFile{product_id}));
  return registry::KeyedParty(store, product.view.enterprise_id);
}

inline absl::StatusOr<AssignExpert> Prepared(const eventstore::EventStore& store,
                                             const AssignExpert& asked) {
  AssignExpert command = asked;
  ASSIGN_OR_RETURN(command.maker, KeyedMaker(store, asked.product_id));
  ASSIGN_OR_RETURN(command.employer, registry::KeyedParty(store, asked.employer.id()));
  return command;
}

inline absl::StatusOr<FileTestReport> Prepared(const eventstore::EventStore& store,
                                               const FileTestReport& asked) {
  FileTestReport command = asked;
  ASSIGN_OR_RETURN(command.maker, KeyedMaker(store, asked.product_id));
  ASSIGN_OR_RETURN(command.laboratory, registry::KeyedParty(store, asked.laboratory.id()));
  return command;
}

// The keys of both commands that decide on an assessment follow from the product.
template <typename Command>
absl::StatusOr<Command> WithAssessmentKeys(const eventstore::EventStore& store, Command command) {
  ASSIGN_OR_RETURN(const auto product, decision::Load(store, ProductFile{command.product_id}));
  ASSIGN_OR_RETURN(command.maker, registry::KeyedParty(store, product.view.enterprise_id));
  command.laboratories = LaboratoryFiles(product.view.LaboratoryIds());
  command.interests = ExpertInterests(product.view.ExpertIds());
  return command;
}

inline absl::StatusOr<CertifyProduct> Prepared(const eventstore::EventStore& store,
                                               const CertifyProduct& asked) {
  return WithAssessmentKeys(store, asked);
}

inline absl::StatusOr<ChangeProductLevel> Prepared(const eventstore::EventStore& store,
                                                   const ChangeProductLevel& asked) {
  return WithAssessmentKeys(store, asked);
}

}  // namespace debut::certification
