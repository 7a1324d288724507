"""What search engines read of an article: schema.org in JSON-LD."""

from __future__ import annotations

from typing import Any


def faq_page(article: dict[str, Any], public_url: str, help_centre: str) -> list[dict[str, Any]]:
    """An article as a page of one question and its answer, and the way to it.

    Args:
        article: As kb sends it.
        help_centre: What the start page is called.
    """
    home = f"{public_url}/help/{article['language']}"
    url = public_url + article["url"]
    answer = {"@type": "Answer", "text": article["html"], "inLanguage": article["language"], "url": url}
    question = {"@type": "Question", "name": article["title"], "acceptedAnswer": answer}
    trail = [
        (help_centre, home),
        (article["category"]["name"], f"{home}#{article['category']['id']}"),
        (article["title"], url),
    ]
    return [
        {
            "@context": "https://schema.org",
            "@type": "FAQPage",
            "inLanguage": article["language"],
            "dateModified": article["updated_at"],
            "mainEntity": [question],
        },
        {
            "@context": "https://schema.org",
            "@type": "BreadcrumbList",
            "itemListElement": [
                {"@type": "ListItem", "position": position, "name": name, "item": address}
                for position, (name, address) in enumerate(trail, start=1)
            ],
        },
    ]
