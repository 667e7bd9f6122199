"""A tokenizer that is trained, used by many threads of its own, saved and loaded."""

from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors, trainers


def run():
    tokenizer = Tokenizer(models.BPE(unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFD(), normalizers.Lowercase(), normalizers.StripAccents()])
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    texts = ["The clutch joins two shafts", "Two shafts and a clutch", "Café crème and tea"] * 20
    tokenizer.train_from_iterator(texts, trainers.BpeTrainer(vocab_size=80, special_tokens=["[UNK]", "[CLS]"], show_progress=False))
    tokenizer.post_processor = processors.TemplateProcessing(single="[CLS] $A", special_tokens=[("[CLS]", 1)])
    encoded = tokenizer.encode("The café's clutch!")
    again = Tokenizer.from_str(tokenizer.to_str())
    batch = tokenizer.encode_batch(["two shafts", "tea"] * 50)
    return (
        encoded.tokens,
        encoded.offsets,
        again.encode("two teas").tokens,
        len(batch),
        batch[-1].ids == batch[1].ids,
        tokenizer.decode(encoded.ids),
        tokenizer.get_vocab_size(),
    )
