#pragma once

#include "csx/metrics/sink.hpp"

/// What the rows of the family `acquisition` measure.
namespace csx::metrics::acquisition {

void accounts_won(const Input& input, Sink& sink);
void mrr_won(const Input& input, Sink& sink);
void accounts_against_goal(const Input& input, Sink& sink);
void mrr_against_goal(const Input& input, Sink& sink);
void outside_mix(const Input& input, Sink& sink);
void acquisition_cost(const Input& input, Sink& sink);
void commission(const Input& input, Sink& sink);
void lost_commission(const Input& input, Sink& sink);
void later_churn(const Input& input, Sink& sink);

}  // namespace csx::metrics::acquisition
