#pragma once

#include "debut/standards/v1/standards_service.pb.h"
#include "domain/standards/standard_file.h"

namespace debut::standards {

v1::Standard StandardOf(const StandardFile& file);

}  // namespace debut::standards
