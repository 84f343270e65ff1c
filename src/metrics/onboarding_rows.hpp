#pragma once

#include "csx/metrics/sink.hpp"

/// What the rows of the family `onboarding` measure.
namespace csx::metrics::onboarding {

void started(const Input& input, Sink& sink);
void completed(const Input& input, Sink& sink);
void completion(const Input& input, Sink& sink);
void duration(const Input& input, Sink& sink);
void steps_done(const Input& input, Sink& sink);
void stuck_steps(const Input& input, Sink& sink);
void time_to_engage(const Input& input, Sink& sink);
void time_to_value(const Input& input, Sink& sink);
void value_cycle(const Input& input, Sink& sink);
void value_overdue(const Input& input, Sink& sink);
void milestones(const Input& input, Sink& sink);
void celebrated(const Input& input, Sink& sink);
void objectives(const Input& input, Sink& sink);
void trainings(const Input& input, Sink& sink);

enum class Onboarded : std::uint8_t { completed, unfinished };
template <Onboarded Wanted>
void later_churn(const Input& input, Sink& sink);

}  // namespace csx::metrics::onboarding
