#include "services/debut/demonstration/year_2021.h"

#include "services/debut/demonstration/cast.h"
#include "services/debut/demonstration/chapters.h"
#include "services/debut/demonstration/script.h"

namespace debut::cli::demonstration {

void WriteYear2021(std::uint64_t seed, const std::string& policy_text, std::ostream& out) {
  const Cast cast = MakeCast(seed);
  Script script(out);
  WritePolicy(policy_text, script);
  WriteRegistry(cast, script);
  WriteCertification(cast, script);
  WriteMarket(cast, script);
  WriteMainRound(cast, script);
  WriteSecondRound(cast, script);
  WriteRefusals(cast, script);
}

}  // namespace debut::cli::demonstration
