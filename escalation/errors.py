"""What can go wrong at the desk; see ``warmline.errors`` for the tree these hang on.

BadInput     ── BadFrame, EmptyMessage, VariableUnfilled, TooLong, ArticleTooLarge, PictureTooLarge, WrongPassword
NotAllowed   ── OriginRefused
NotFound     ── ConversationNotFound, MessageNotFound, ChoiceNotFound, CallbackNotFound, CannedReplyNotFound,
                SavedSearchNotFound
Conflict     ── AlreadyOwned, NotOwner, VersionChanged, ConversationClosed, ChoiceOutdated,
                ColleagueAway, CallbackOpen, CallbackTaken, CallbackSettled, NotCallbackTaker,
                ShortcutTaken, ReplyEditedMeanwhile, SearchNameTaken
TooMany      ── LockedOut
Unavailable  ── BotFailed, KnowledgeUnavailable
"""

from __future__ import annotations

from warmline.errors import BadInput, Conflict, NotAllowed, NotFound, TooMany, Unavailable


class BadFrame(BadInput):
    """A frame must be a JSON object with a known `type`."""

    code = "bad_frame"


class EmptyMessage(BadInput):
    """A message must not be empty."""

    code = "empty"


class VariableUnfilled(BadInput):
    """A canned reply's variable has no value yet."""

    code = "variable_unfilled"

    def __init__(self, names: list[str]) -> None:
        super().__init__(f"Fill in {', '.join(names)} before sending.", field="text", variables=names)


class TooLong(BadInput):
    """The text is too long."""

    code = "too_long"

    def __init__(self, length: int, longest: int) -> None:
        super().__init__(f"The text has {length} characters; at most {longest} are taken.", longest=longest)


class ArticleTooLarge(BadInput):
    """`body` may have at most 100,000 characters; split the article."""

    code = "bad_article"

    def __init__(self) -> None:
        super().__init__(field="body", problem="too_long")


class PictureTooLarge(BadInput):
    """The picture has more bytes than are taken."""

    code = "bad_picture"

    def __init__(self, limit: int) -> None:
        super().__init__(
            f"`picture` may have at most {limit} MB; save it smaller and upload it again.",
            field="picture",
            problem="too_large",
        )


class WrongPassword(BadInput):
    """`current` is not the present password."""

    code = "wrong_password"

    def __init__(self) -> None:
        super().__init__(field="current")


class OriginRefused(NotAllowed):
    """Pages of this site may not talk to the desk."""

    def __init__(self, origin: str | None) -> None:
        super().__init__(origin=origin)


class ConversationNotFound(NotFound):
    """There is no such conversation."""

    def __init__(self, conversation_id: str) -> None:
        self.conversation_id = conversation_id
        super().__init__(conversation_id=conversation_id)


class MessageNotFound(NotFound):
    """The customer has written no such message."""

    def __init__(self, conversation_id: str, seq: int) -> None:
        self.conversation_id = conversation_id
        super().__init__(conversation_id=conversation_id, seq=seq)


class ChoiceNotFound(NotFound):
    """That message offers no such choice."""


class ChoiceOutdated(Conflict):
    """The conversation has moved on since this choice was offered."""


class AlreadyOwned(Conflict):
    """Somebody else has taken this conversation."""

    code = "already_owned"

    def __init__(self, conversation_id: str, owner: str) -> None:
        self.conversation_id = conversation_id
        super().__init__(f"{owner} has this conversation.", conversation_id=conversation_id, owner=owner)


class NotOwner(Conflict):
    """You do not own this conversation, or no longer."""

    code = "not_owner"

    def __init__(self, conversation_id: str) -> None:
        self.conversation_id = conversation_id
        super().__init__(conversation_id=conversation_id)


class VersionChanged(Conflict):
    """The conversation has changed hands since you looked."""

    def __init__(self, conversation_id: str, version: int) -> None:
        self.conversation_id = conversation_id
        super().__init__(conversation_id=conversation_id, version=version)


class ConversationClosed(Conflict):
    """The conversation is closed."""

    def __init__(self, conversation_id: str) -> None:
        self.conversation_id = conversation_id
        super().__init__(conversation_id=conversation_id)


class SurveyOver(Conflict):
    """Nothing is asked about this closing, or it is answered already."""

    code = "survey_over"


class LastAdmin(Conflict):
    """This is the only admin who may sign in; make somebody else an admin first."""

    code = "last_admin"

    def __init__(self, email: str) -> None:
        self.email = email
        super().__init__(email=email)


class LinkOver(Conflict):
    """This link has been used or has expired; ask for another."""

    code = "link_over"


class MailOff(Unavailable):
    """No mail goes out from here; ask an administrator for a new password."""

    code = "mail_off"


class ColleagueAway(Conflict):
    """This colleague is not there or takes no conversations; choose another, or the queue."""

    code = "colleague_away"

    def __init__(self, staff_id: str) -> None:
        self.staff_id = staff_id
        super().__init__(staff_id=staff_id)


class NotOffered(Conflict):
    """This conversation is not on offer to you, or no longer; take another."""

    code = "not_offered"

    def __init__(self, conversation_id: str) -> None:
        self.conversation_id = conversation_id
        super().__init__(conversation_id=conversation_id)


class CallbackNotFound(NotFound):
    """There is no such call-back, or it is in a language you do not answer in."""

    def __init__(self, callback_id: str) -> None:
        self.callback_id = callback_id
        super().__init__(callback_id=callback_id)


class CallbackOpen(Conflict):
    """This conversation has an open call-back already; withdraw it before asking for another."""

    code = "callback_open"

    def __init__(self, conversation_id: str) -> None:
        self.conversation_id = conversation_id
        super().__init__(conversation_id=conversation_id)


class CallbackTaken(Conflict):
    """Somebody else has taken this call-back."""

    code = "already_taken"

    def __init__(self, callback_id: str, owner: str) -> None:
        self.callback_id = callback_id
        super().__init__(f"{owner} has this call-back.", callback_id=callback_id, owner=owner)


class CallbackSettled(Conflict):
    """This call-back is done or withdrawn."""

    code = "already_settled"

    def __init__(self, callback_id: str, state: str) -> None:
        self.callback_id = callback_id
        super().__init__(callback_id=callback_id, state=state)


class NotCallbackTaker(Conflict):
    """Take this call-back first."""

    code = "not_taken"

    def __init__(self, callback_id: str) -> None:
        self.callback_id = callback_id
        super().__init__(callback_id=callback_id)


class CannedReplyNotFound(NotFound):
    """There is no such reply, or it is another person's own."""

    def __init__(self, reply_id: str) -> None:
        self.reply_id = reply_id
        super().__init__(reply_id=reply_id)


class ShortcutTaken(Conflict):
    """Another reply has this shortcut."""

    code = "shortcut_taken"

    def __init__(self, shortcut: str) -> None:
        self.shortcut = shortcut
        super().__init__(f"Another reply has the shortcut /{shortcut}; choose another one.", field="shortcut")


class ReplyEditedMeanwhile(Conflict):
    """Somebody else has changed this reply since you read it."""

    code = "edited_meanwhile"

    def __init__(self, by: str, revision: int) -> None:
        super().__init__(f"{by} has changed this reply; look at it and change it again.", by=by, revision=revision)


class SavedSearchNotFound(NotFound):
    """You keep no such search."""

    def __init__(self, search_id: str) -> None:
        super().__init__(search_id=search_id)


class SearchNameTaken(Conflict):
    """Another search of yours has this name."""

    code = "name_taken"

    def __init__(self, name: str) -> None:
        super().__init__(f"You keep a search named {name!r}; choose another name.", field="name")


class LockedOut(TooMany):
    """Too many wrong passwords for this e-mail; wait before trying again."""


class BotFailed(Unavailable):
    """The assistant did not answer, or not as agreed."""


class KnowledgeUnavailable(Unavailable):
    """The knowledge base does not answer."""
