"""Documents that nobody waits for: asked once, made in the background, kept until they are fetched.

The queue is a table, so that no other service is needed, it survives a restart, and several web
processes on PostgreSQL share it. A process takes a task with one conditional UPDATE; rendering
happens outside any transaction.
"""

from .asking import again, ask, ask_missing, document_or_task, made
from .background import start, wake
from .proof import box_or_task
from .working import complete, work_through
