"""Models of deep learning, against published figures and naive reckoning."""

from __future__ import annotations

from itertools import pairwise, product
from math import exp, log

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drill.generators.learning import attention_model as attention
from drill.generators.learning import convolution_model as convolution
from drill.generators.learning import quantisation_model as quantisation
from drill.generators.learning import softmax_model as softmax
from drill.generators.learning.attention_model import Layer
from drill.generators.learning.convolution_model import Layer as Convolution
from drill.generators.learning.softmax_model import Rules

GPT_3 = Layer(12_288, 96, 96, 128)
"""Brown et al. 2020, table 2.1: 96 layers."""
LLAMA_2_70B = Layer(8192, 64, 8, 128)
"""Touvron et al. 2023, grouped queries with 8 heads; 80 layers."""
OPT_13B = Layer(5120, 40, 40, 128)
"""Zhang et al. 2022, table 1; 40 layers."""

# --- attention -------------------------------------------------------------------


def test_the_parameters_of_gpt_3_are_its_published_size() -> None:
    # Attention is a third of 12 d² a layer, and 96 layers make 174 of 175 billion.
    assert sum(GPT_3.parameters.values()) == 4 * 12_288**2
    assert 96 * 3 * sum(GPT_3.parameters.values()) / 1e9 == pytest.approx(175, rel=0.01)


def test_a_token_of_opt_13b_takes_800_kilobytes() -> None:
    # Kwon et al. 2023, section 3: 2 × 5120 × 40 × 2 bytes.
    assert attention.cache_bytes(OPT_13B, 40, 1, 2) == 800 * 1024


def test_grouped_queries_divide_the_cache() -> None:
    # Ainslie et al. 2023, section 2: by heads / groups.
    alike = Layer(8192, 64, 64, 128)
    whole = attention.cache_bytes(alike, 80, 4096, 2)
    assert attention.cache_bytes(LLAMA_2_70B, 80, 4096, 2) * 8 == whole
    # The sketch of a marked question: 8 of 32 heads, 4,096 tokens, 16 MiB.
    assert attention.cache_bytes(Layer(4096, 32, 8, 128), 1, 4096, 2) == 16 * 2**20


def naive_flops(layer: Layer, tokens: int) -> tuple[int, int]:
    """Multiplications and additions of the projections and of Q Kᵀ, one by one."""
    projected = scored = 0
    for _ in range(tokens):
        outputs = 2 * layer.query_width + 2 * layer.kv_width
        inputs = [layer.width] * (layer.query_width + 2 * layer.kv_width)
        inputs += [layer.query_width] * layer.width
        assert len(inputs) == outputs - layer.query_width + layer.width
        projected += sum(2 * each for each in inputs)
    for _ in product(range(layer.heads), range(tokens), range(tokens)):
        scored += 2 * layer.head_size
    return projected, scored


@given(st.integers(1, 4), st.integers(1, 4), st.integers(1, 3), st.integers(1, 5))
def test_flops_are_those_that_are_counted_one_by_one(
    kv_heads: int, group: int, size: int, tokens: int
) -> None:
    layer = Layer(7, kv_heads * group, kv_heads, size)
    projected, scored = naive_flops(layer, tokens)
    assert attention.projection_flops(layer, tokens) == projected
    assert attention.score_flops(layer, tokens, tokens) == scored


def test_projections_and_scores_are_as_dear_at_twice_the_width() -> None:
    # Hoffmann et al. 2022, appendix F: 8 n d² against 4 n² d.
    both = 2 * attention.score_flops(GPT_3, 24_576, 24_576)
    assert attention.projection_flops(GPT_3, 24_576) == both


def test_stored_scores_grow_with_heads_and_the_square_of_tokens() -> None:
    # Dao et al. 2022, section 2.2: N × N matrices, here 16 heads, N = 1024, fp16.
    assert attention.score_bytes(Layer(1024, 16, 16, 64), 1, 1024, 2) == 32 * 2**20


# --- LoRA ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rank", "matrices", "millions"),
    [(1, 2, 4.7), (8, 2, 37.7), (4, 2, 18.9), (8, 1, 18.9), (2, 4, 18.9)],
)
def test_the_parameters_of_lora_on_gpt_3_are_reproduced(
    rank: int, matrices: int, millions: float
) -> None:
    # Hu et al. 2021: table 4 (4.7M, 37.7M), table 5 (a budget of 18M).
    each = attention.lora_parameters(12_288, 12_288, rank)
    assert 96 * matrices * each / 1e6 == pytest.approx(millions, abs=0.06)


@given(st.integers(2, 400), st.integers(2, 400))
def test_beyond_the_breaking_rank_lora_is_no_smaller(rows: int, columns: int) -> None:
    rank = attention.breaking_rank(rows, columns)
    assert attention.lora_parameters(rows, columns, rank) < rows * columns
    assert attention.lora_parameters(rows, columns, rank + 1) >= rows * columns


# --- softmax attention -----------------------------------------------------------


def test_the_scores_of_an_illustrated_example_are_reproduced() -> None:
    # Alammar, The Illustrated Transformer: 112 and 96, by √64: 14 and 12; 0.88, 0.12.
    query = [1.0] * 64
    keys = [[112 / 64] * 64, [96 / 64] * 64]
    assert softmax.scores(query, keys) == pytest.approx([14, 12])
    assert softmax.weights(query, keys, 2) == pytest.approx([0.88, 0.12], abs=0.005)
    assert softmax.scores(query, keys, Rules(scale="nothing"))[0] == 112
    assert softmax.scores(query, keys, Rules(scale="size"))[0] == 112 / 64


def test_weights_follow_from_logarithms_exactly() -> None:
    # e^(ln k) = k: the shares are 1, 2 and 5 of 8.
    assert softmax.softmax([0, log(2), log(5)]) == pytest.approx([1 / 8, 2 / 8, 5 / 8])
    assert softmax.softmax([1000, 1000 + log(3)]) == pytest.approx([1 / 4, 3 / 4])
    assert softmax.output([0.25, 0.75], [[4, 0], [8, 2]]) == [7, 1.5]


def test_a_mask_hides_before_the_softmax() -> None:
    keys = [[0.0], [log(3)], [9.0]]
    assert softmax.weights([1.0], keys, 2) == pytest.approx([1 / 4, 3 / 4, 0])
    assert sum(softmax.weights([1.0], keys, 2, Rules(mask="after"))) < 0.1
    assert softmax.weights([1.0], keys, 2, Rules(mask="never"))[2] > 0.9


numbers = st.lists(
    st.tuples(st.floats(-20, 20), st.floats(-9, 9)), min_size=2, max_size=12
)


@given(numbers, st.data())
@settings(max_examples=50)
def test_blocks_join_to_what_all_keys_give_at_once(
    pairs: list[tuple[float, float]], data: st.DataObject
) -> None:
    # Milakov and Gimelshein 2018, theorem 1, for any cut.
    cut = data.draw(st.integers(1, len(pairs) - 1))
    scores, values = zip(*pairs, strict=True)
    parts = [
        softmax.block(scores[:cut], values[:cut]),
        softmax.block(scores[cut:], values[cut:]),
    ]
    found = softmax.joined(parts[0], parts[1])
    naive = sum(exp(score) for score in scores)
    assert found.total * exp(found.top) == pytest.approx(naive)
    wanted = sum(exp(score) * value for score, value in pairs) / naive
    assert found.value == pytest.approx(wanted, abs=1e-9)


# --- quantisation ----------------------------------------------------------------


def test_the_codes_of_a_published_example_are_reproduced() -> None:
    # Belkada and Dettmers, "A gentle introduction to 8-bit matrix multiplication".
    values = [1.2, -0.5, -4.3, 1.2, -3.1, 0.8, 2.4, 5.4]
    code = quantisation.symmetric(values, 8)
    codes = [28, -12, -101, 28, -73, 19, 56, 127]
    assert [code.encoded(each) for each in values] == codes
    assert code.encoded(99) == 127
    assert code.encoded(-99) == -127


def test_an_affine_code_has_zero_exactly() -> None:
    # Jacob et al. 2018, section 2.1: real 0 is a code, and the range is all codes.
    code = quantisation.affine([-1, 3], 8)
    assert code.scale == pytest.approx(4 / 255)
    assert code.zero == 64
    assert code.decoded(code.zero) == 0
    assert code.encoded(-1) == 0
    assert code.encoded(3) == 255
    assert quantisation.affine([1, 2], 8).zero == 0


@given(st.lists(st.floats(-50, 50), min_size=1, max_size=20), st.sampled_from([4, 8]))
@settings(max_examples=50)
def test_no_weight_is_off_by_more_than_half_a_step(
    values: list[float], bits: int
) -> None:
    if max(map(abs, values)) < 1e-3:
        values = [*values, 1.0]
    code = quantisation.symmetric(values, bits)
    for each in values:
        back = code.decoded(code.encoded(each))
        assert abs(back - each) <= code.scale / 2 * (1 + 1e-9)


def test_the_bits_of_qlora_are_reproduced() -> None:
    # Dettmers et al. 2023, section 3: 32/64 = 0.5 bits, then 0.127; 4.127 in all.
    assert quantisation.bits_a_weight(4, 64, 32) == 4.5
    doubled = quantisation.doubly_quantised(64, 8, 256, 32)
    assert doubled == pytest.approx(0.127, abs=5e-4)


@pytest.mark.parametrize(
    ("number", "whole"), [(0.5, 1), (-0.5, -1), (1.49, 1), (-2.51, -3), (0, 0)]
)
def test_halves_are_rounded_away_from_zero(number: float, whole: int) -> None:
    assert quantisation.nearest(number) == whole


# --- convolutions ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("layer", "size", "output"),
    [
        (Convolution(11, 4, 0), 227, 55),  # AlexNet, first layer
        (Convolution(7, 2, 3), 224, 112),  # ResNet, first layer
        (Convolution(3, 2, 1), 112, 56),  # its pooling
        (Convolution(3, 1, 1), 224, 224),  # VGG, all layers
        (Convolution(5, 1, 0), 32, 28),  # LeNet-5, C1
        (Convolution(3, 1, 0, 2), 7, 3),  # Dumoulin and Visin, figure 5.1
    ],
)
def test_outputs_have_the_sizes_of_published_networks(
    layer: Convolution, size: int, output: int
) -> None:
    assert layer.output(size) == output


sides = st.builds(
    Convolution,
    st.integers(1, 5),
    st.integers(1, 3),
    st.integers(0, 2),
    st.integers(1, 3),
)


@given(sides, st.integers(13, 30))
@settings(max_examples=50)
def test_a_kernel_has_as_many_places_as_fit(layer: Convolution, size: int) -> None:
    last = size + layer.padding - 1
    starts = range(-layer.padding, last + 1, layer.stride)
    reach = layer.dilation * (layer.kernel - 1)
    assert layer.output(size) == sum(start + reach <= last for start in starts)


@given(sides, st.integers(5, 20))
@settings(max_examples=50)
def test_a_transposed_convolution_takes_the_size_back(
    layer: Convolution, size: int
) -> None:
    # Dumoulin and Visin 2016, chapter 4.
    if layer.transposed(size) > 0:
        assert layer.output(layer.transposed(size)) == size


def test_the_parameters_of_vgg_16_are_its_published_ones() -> None:
    # Simonyan and Zisserman 2015: 14,714,688 in its 13 convolutions.
    widths = [3, 64, 64, 128, 128, *[256] * 3, *[512] * 6]
    counts = [
        convolution.parameters(3, inputs, outputs)
        for inputs, outputs in pairwise(widths)
    ]
    assert counts[0] == 1792
    assert sum(counts) == 14_714_688
    # Krizhevsky et al. 2012, second layer, two groups: 307,200 weights and 256 biases.
    assert convolution.parameters(5, 96, 256, 2) == 307_456
    assert convolution.parameters(5, 96, 256, 2, has_bias=False) == 307_200


def test_three_small_kernels_see_as_far_as_a_large_one() -> None:
    # Simonyan and Zisserman 2015, section 2.3: 5 for two layers of 3, 7 for three.
    three = Convolution(3)
    assert convolution.receptive_field([three] * 2) == 5
    assert convolution.receptive_field([three] * 3) == 7
    # Araujo et al. 2019, table: AlexNet sees 195 cells after its last pooling.
    alexnet = [(11, 4), (3, 2), (5, 1), (3, 2), (3, 1), (3, 1), (3, 1), (3, 2)]
    layers = [Convolution(kernel, stride) for kernel, stride in alexnet]
    assert convolution.receptive_field(layers) == 195


def test_a_separable_convolution_costs_the_published_share() -> None:
    # Howard et al. 2017, section 3.1: 1/N + 1/D_K².
    plain = convolution.multiplications(14, 3, 512, 256)
    share = convolution.separable(14, 3, 512, 256) / plain
    assert share == pytest.approx(1 / 256 + 1 / 9)
