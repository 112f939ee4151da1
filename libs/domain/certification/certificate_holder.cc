#include "domain/certification/certificate_holder.h"

#include "debut/certification/v1/certification_events.pb.h"
#include "decision/fact_codec.h"

namespace debut::certification {

eventstore::Query CertificateHolder::Selects() const {
  return {{{.types = decision::TypesOf<v1::ProductCertified>(),
            .tags = {decision::Tag("certificate", certificate_number)}}}};
}

void CertificateHolder::Apply(const eventstore::SequencedEvent& event) {
  decision::On<v1::ProductCertified>(event,
                                     [&](const auto& fact) { product_id = fact.product_id(); });
}

}  // namespace debut::certification
