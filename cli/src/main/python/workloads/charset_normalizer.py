"""Guessing encodings of texts in several languages."""

from charset_normalizer import from_bytes


def run():
    texts = {
        "utf_8": "Les élèves étaient déjà là, à côté de la fenêtre. " * 8,
        "cp1251": "Все счастливые семьи похожи друг на друга. " * 8,
        "big5": "這是一個測試文件，用來檢查編碼。" * 8,
        "utf_16": "Grüße aus Köln, schöne Straße. " * 8,
    }
    return [(best.encoding, str(best) == text) for code, text in texts.items() if (best := from_bytes(text.encode(code)).best())]
