#pragma once

#include "csx/report/words.hpp"
#include "csx/sla/lifecycle.hpp"

namespace csx::report {

/// Where a customer stands, in words.
inline Phrase phrase_of(sla::Lifecycle stage) {
  switch (stage) {
    case sla::Lifecycle::prospect:
      return {"prospect", "prospecto"};
    case sla::Lifecycle::onboarding:
      return {"onboarding", "em implantação"};
    case sla::Lifecycle::ongoing:
      return {"ongoing", "em uso contínuo"};
    case sla::Lifecycle::churned:
      return {"churned", "perdido"};
    case sla::Lifecycle::unknown:
      break;
  }
  return {"unknown", "desconhecido"};
}

}  // namespace csx::report
