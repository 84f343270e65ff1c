#pragma once

#include "csx/metrics/handover.hpp"
#include "csx/metrics/sink.hpp"
#include "csx/model/handoff.hpp"

/// What the rows of the family `handoff` measure.
namespace csx::metrics::handoff {

void attainment(const Input& input, Sink& sink);
void submitted(const Input& input, Sink& sink);
void accepted(const Input& input, Sink& sink);
void first_pass(const Input& input, Sink& sink);
void returns(const Input& input, Sink& sink);
void lead_time(const Input& input, Sink& sink);
void time_to_submit(const Input& input, Sink& sink);
void time_to_answer(const Input& input, Sink& sink);
void time_to_rework(const Input& input, Sink& sink);
/// From an accepted handoff, or from one step after it to the next.
template <model::HandoffEvent From, model::HandoffEvent To>
void stage(const Input& input, Sink& sink);

enum class Figure : std::uint8_t { completeness, quality };
template <Figure Wanted>
void graded(const Input& input, Sink& sink);

void absent(const Input& input, Sink& sink);
void unsupported_promises(const Input& input, Sink& sink);
void promises_on_time(const Input& input, Sink& sink);
template <Handover Wanted>
void later_churn(const Input& input, Sink& sink);

}  // namespace csx::metrics::handoff
