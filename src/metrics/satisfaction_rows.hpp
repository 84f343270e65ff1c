#pragma once

#include <string_view>

#include "csx/metrics/sink.hpp"

/// What the rows of the family `satisfaction`, and the satisfaction with Support, measure.
namespace csx::metrics::satisfaction {

/// Which answers count: all, or those on a ticket alone.
enum class About : std::uint8_t { anything, tickets };

void nps_relational(const Input& input, Sink& sink);
void nps_transactional(const Input& input, Sink& sink);
/// *Source*: metrics.md of the design. The margin is 1.96 standard errors of the adjusted Wald interval
/// (Sauro & Lewis): n + 3 answers, 3/4 more promoters and detractors.
Answer nps_of(const Input& input, const Totals& totals);

/// Share of answers in the best two of their scale.
template <model::Instrument Wanted, About What>
void top_two(const Input& input, Sink& sink);

template <About What>
void effort(const Input& input, Sink& sink);
/// The mean; none where answers lie on several scales.
Answer effort_of(const Input& input, const Totals& totals);

void response(const Input& input, Sink& sink);
enum class Class : std::uint8_t { promoter, passive, detractor };
template <Class Wanted>
void response_of_class(const Input& input, Sink& sink);

void unanswered(const Input& input, Sink& sink);
void unowned(const Input& input, Sink& sink);

}  // namespace csx::metrics::satisfaction
